package io.skiplane.harness.cli;

import io.skiplane.harness.engine.Meter;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells how far a run is, at what rate, and how long it will still take. */
public final class Progress {
  private final Meter meter;
  private final long students;
  private final StatusLine status;
  private final long begin = System.nanoTime();

  /** Of a run that a meter counts. */
  public Progress(Meter meter, long students, PrintWriter err) {
    this.meter = meter;
    this.students = students;
    status = new StatusLine(err);
  }

  /** Called several times a second. */
  public void tick() {
    status.show(line((System.nanoTime() - begin) / 1e9));
  }

  /** Clears the line that is written over. */
  public void end() {
    status.clear();
  }

  private String line(double seconds) {
    double fraction = meter.fraction();
    return String.format(
        Locale.ROOT,
        "%3.0f %%  %,d of %,d students  %s steps/s  %s",
        Math.floor(100 * fraction),
        meter.ended(),
        students,
        quantity(meter.studentSteps() / Math.max(seconds, 1e-3)),
        left(seconds, fraction));
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
  public static String quantity(double value) {
    if (value < 1e6) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return value < 1e9
        ? String.format(Locale.ROOT, "%.0f million", value / 1e6)
        : String.format(Locale.ROOT, "%.2f billion", value / 1e9);
  }
}
