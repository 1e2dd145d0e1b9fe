package io.skiplane.harness.cli;

import io.skiplane.harness.engine.Meter;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Tells how far a run is, at what rate, and how long it will still take: on a terminal one line
 * that is written over, elsewhere a plain line every few seconds.
 */
final class Progress {
  private static final String ERASE_LINE = "\r\u001b[2K";
  private static final double PLAIN_SECONDS = 5;

  /** A line that wraps cannot be written over. */
  private static final int LINE_WIDTH = 79;

  /** A narrow terminal cuts the line instead of breaking it. */
  private static final String WRAP_OFF = "\u001b[?7l";

  private static final String WRAP_ON = "\u001b[?7h";

  private final Meter meter;
  private final long students;
  private final PrintWriter err;
  private final boolean terminal;
  private final long begin = System.nanoTime();
  private double told;

  Progress(Meter meter, long students, PrintWriter err, boolean terminal) {
    this.meter = meter;
    this.students = students;
    this.err = err;
    this.terminal = terminal;
  }

  /** Called several times a second. */
  void tick() {
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (terminal) {
      err.print(ERASE_LINE + WRAP_OFF + line(seconds) + WRAP_ON);
      err.flush();
    } else if (seconds - told >= PLAIN_SECONDS) {
      told = seconds;
      err.println(line(seconds).strip());
      err.flush();
    }
  }

  /** Clears the line that is written over. */
  void end() {
    if (terminal) {
      err.print(ERASE_LINE);
      err.flush();
    }
  }

  private String line(double seconds) {
    double fraction = meter.fraction();
    String line =
        String.format(
            Locale.ROOT,
            "%3.0f %%  %,d of %,d students  %s steps/s  %s",
            Math.floor(100 * fraction),
            meter.ended(),
            students,
            quantity(meter.studentSteps() / Math.max(seconds, 1e-3)),
            left(seconds, fraction));
    return line.length() > LINE_WIDTH ? line.substring(0, LINE_WIDTH) : line;
  }

  private static String left(double seconds, double fraction) {
    return fraction < 0.01
        ? "time left not known yet"
        : duration(seconds * (1 - fraction) / fraction) + " left";
  }

  /** A time in the unit that suits it. */
  static String duration(double seconds) {
    if (seconds < 90) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    double minutes = seconds / 60;
    return minutes < 90
        ? String.format(Locale.ROOT, "%.0f min", minutes)
        : String.format(Locale.ROOT, "%.1f h", minutes / 60);
  }

  /** A number, in millions or billions if it is large. */
  static String quantity(double value) {
    if (value < 1e6) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return value < 1e9
        ? String.format(Locale.ROOT, "%.0f million", value / 1e6)
        : String.format(Locale.ROOT, "%.2f billion", value / 1e9);
  }
}
