package io.skiplane.harness.stress;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.skiplane.harness.checkpoint.AppendedFile.Mark;
import io.skiplane.harness.checkpoint.RunFolder;
import io.skiplane.harness.checkpoint.StudyCheckpoint;
import io.skiplane.harness.report.Reports;
import io.skiplane.harness.store.Csv;
import io.skiplane.harness.train.Choices;
import io.skiplane.harness.train.Choices.GradientName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** The files of a run and its checkpoint. */
final class StressFiles {
  static final String DOCUMENT = "stress.json";
  static final String THROUGHPUT = "throughput.csv";
  static final String MISMATCHES = "mismatches.csv";
  static final String TIMES = "step-times.hlog";

  static final RunFolder.Layout LAYOUT =
      new RunFolder.Layout(
          List.of(Reports.NAME, THROUGHPUT, MISMATCHES, TIMES, DOCUMENT), "throughput.part");

  private StressFiles() {}

  /** Saves a checkpoint. */
  static void save(RunFolder folder, List<String> arguments, Ledger ledger, Mark written)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ledger.write(new DataOutputStream(bytes));
    folder.save(
        StudyCheckpoint.of(StressCommand.NAME, arguments, ledger.seconds(), written).encode(),
        MemorySegment.ofArray(bytes.toByteArray()));
  }

  /** Reads the ledger of a checkpoint. */
  static void read(MemorySegment body, Ledger ledger) throws IOException {
    byte[] bytes = body.toArray(ValueLayout.JAVA_BYTE);
    ledger.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  /** Writes all results to their places beside their names. */
  static void write(RunFolder folder, Ledger ledger, String document) throws IOException {
    folder.stagePart(THROUGHPUT);
    try (OutputStream file = Files.newOutputStream(folder.staged(MISMATCHES));
        CsvWriter rows = Csv.to(file)) {
      StressTables.mismatchesHead(rows);
      ledger.mismatches().forEach(mismatch -> StressTables.write(mismatch, rows));
    }
    try (PrintStream file =
        new PrintStream(folder.staged(TIMES).toFile(), StandardCharsets.UTF_8)) {
      times(file, ledger);
      if (file.checkError()) {
        throw new IOException(folder.path().resolve(TIMES) + " could not be written");
      }
    }
    folder.write(DOCUMENT, document);
    folder.write(Reports.NAME, Reports.html(document, folder::staged));
  }

  /** A histogram for each gradient, tagged with its word. */
  private static void times(PrintStream to, Ledger ledger) {
    HistogramLogWriter log = new HistogramLogWriter(to);
    log.outputComment("[Nanoseconds of a step, by gradient]");
    log.outputLogFormatVersion();
    log.outputLegend();
    for (GradientName gradient : ledger.gradients()) {
      Histogram times = ledger.account(gradient).times();
      times.setTag(Choices.word(gradient));
      log.outputIntervalHistogram(0, ledger.seconds(), times, 1e6);
    }
  }
}
