package io.skiplane.harness.watch;

import java.io.PrintWriter;
import java.util.function.DoubleSupplier;

/**
 * Hears of a long run and tells it to whoever watches: the terminal, {@code skiplane watch} in
 * another one, Java Flight Recorder.
 *
 * <p>A run calls it between blocks of steps that it drives anyway, as often as it likes: all but
 * ten calls a second return at once. For one thread.
 *
 * <pre>{@code
 * try (RunMonitor monitor = RunMonitor.begin(facts, err)) {
 *   monitor.phase("steps");
 *   while (...) {
 *     monitor.progress(steps, students, fraction, () -> descent.point().phi());
 *   }
 *   monitor.end(Ending.FINISHED);
 * }
 * }</pre>
 */
public final class RunMonitor implements AutoCloseable {
  private RunMonitor(RunFacts facts, PrintWriter err) {}

  /**
   * A run begins.
   *
   * @param err standard error, where the progress goes
   */
  public static RunMonitor begin(RunFacts facts, PrintWriter err) {
    return new RunMonitor(facts, err);
  }

  /** A phase begins, and the one before ends. */
  public void phase(String name) {}

  /**
   * How far the run is.
   *
   * @param steps gradient steps taken since the run began, all students together
   * @param students that have ended since the run began
   * @param fraction of the work that is done, from 0 to 1
   * @param gauge asked for the gauge's number if that is shown now; NaN if it is not known
   */
  public void progress(long steps, long students, double fraction, DoubleSupplier gauge) {}

  /** The same of a run whose gauge is {@link Gauge#RATE}. */
  public void progress(long steps, long students, double fraction) {}

  /** How many numbers have been found wrong so far, in a run that checks itself. */
  public void mismatches(long count) {}

  /** Clears the line on the terminal, so that others may write there. */
  public void clear() {}

  /** The run has ended so. */
  public void end(Ending ending) {}

  /** Without an {@link #end} before, the run has failed. */
  @Override
  public void close() {}
}
