package io.skiplane.harness.store;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.Wilson;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The table {@code results.csv} of a reproduction: a row for each cell. */
public final class ResultsCsv {
  private ResultsCsv() {}

  /** The table; intervals are Wilson's at 95 %, an empty median says that none succeeded. */
  public static String of(List<Cell> cells) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = Csv.to(text)) {
      csv.writeRecord(
          "k",
          "p",
          "variant",
          "students",
          "success",
          "successLow",
          "successHigh",
          "trapped",
          "trappedLow",
          "trappedHigh",
          "undecided",
          "stepsMedian",
          "digest");
      for (Cell cell : cells) {
        Wilson success = Wilson.of(cell.success(), cell.students());
        Wilson trapped = Wilson.of(cell.trapped(), cell.students());
        csv.writeRecord(
            Long.toString(cell.k()),
            Long.toString(cell.p()),
            cell.variant().id(),
            Long.toString(cell.students()),
            Long.toString(cell.success()),
            Double.toString(success.low()),
            Double.toString(success.high()),
            Long.toString(cell.trapped()),
            Double.toString(trapped.low()),
            Double.toString(trapped.high()),
            Long.toString(cell.undecided()),
            cell.stepsMedian() < 0 ? "" : Long.toString(cell.stepsMedian()),
            cell.digest());
      }
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
