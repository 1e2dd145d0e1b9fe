package io.skiplane.harness.cli;

import io.skiplane.harness.engine.Meter;
import io.skiplane.harness.watch.StatusLine;
import io.skiplane.harness.watch.Wording;
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
        : Wording.duration(seconds * (1 - fraction) / fraction) + " left";
  }

  /** A number, in millions or billions if it is large. */
  public static String quantity(double value) {
    return Wording.quantity(value);
  }
}
