package io.skiplane.harness.store;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.OutputStream;
import java.io.Writer;

/**
 * Tables as all commands write them: lines end alike on every system, so that files can be
 * compared.
 */
public final class Csv {
  private Csv() {}

  /** To a stream, in UTF-8. */
  public static CsvWriter to(OutputStream stream) {
    return builder().build(stream);
  }

  /** To a text. */
  public static CsvWriter to(Writer text) {
    return builder().build(text);
  }

  private static CsvWriter.CsvWriterBuilder builder() {
    return CsvWriter.builder().lineDelimiter(LineDelimiter.LF);
  }
}
