package io.skiplane.harness.stress;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.util.Locale;

/**
 * The tables of a run: {@code throughput.csv}, a row for each turn of a gradient, and {@code
 * mismatches.csv}, a row for each number that differed.
 */
final class StressTables {
  private StressTables() {}

  static void turnsHead(CsvWriter to) {
    to.writeRecord(
        "seconds", "gradient", "round", "steps", "busySeconds", "stepsPerSecond", "residentBytes");
  }

  static void write(Turn turn, CsvWriter to) {
    to.writeRecord(
        String.format(Locale.ROOT, "%.3f", turn.seconds()),
        turn.gradient(),
        Long.toString(turn.round()),
        Long.toString(turn.steps()),
        String.format(Locale.ROOT, "%.6f", turn.busy()),
        Double.toString(turn.stepsPerSecond()),
        Long.toString(turn.resident()));
  }

  static void mismatchesHead(CsvWriter to) {
    to.writeRecord(
        "gradient", "block", "step", "route", "array", "element", "bits", "checkBits", "againBits");
  }

  static void write(Mismatch mismatch, CsvWriter to) {
    to.writeRecord(
        mismatch.gradient(),
        Long.toString(mismatch.block()),
        Long.toString(mismatch.step()),
        mismatch.route(),
        mismatch.array(),
        Long.toString(mismatch.element()),
        hexadecimal(mismatch.bits()),
        hexadecimal(mismatch.checkBits()),
        hexadecimal(mismatch.againBits()));
  }

  /** As both formats are written: {@code 0x3f800000}. */
  static String hexadecimal(long bits) {
    return "0x" + Long.toHexString(bits);
  }
}
