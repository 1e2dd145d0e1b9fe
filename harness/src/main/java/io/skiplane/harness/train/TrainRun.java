package io.skiplane.harness.train;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.skiplane.descent.Descent;
import io.skiplane.descent.Point;
import io.skiplane.harness.checkpoint.AppendedFile;
import io.skiplane.harness.checkpoint.AppendedFile.Mark;
import io.skiplane.harness.store.Csv;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a descent and writes every M-th point of it to a CSV file as it goes: memory does not grow
 * with the run. Every so often it saves a checkpoint.
 */
final class TrainRun {
  /** A part of a run is about so long, so that a checkpoint or a stop need not wait. */
  private static final long PART_NANOS = 100_000_000;

  private static final long LARGEST_PART = 1L << 50;

  private final Descent descent;
  private final long steps;
  private final long every;
  private final long interval;
  private final Saver saver;
  private final BooleanSupplier stop;
  private final Runnable pulse;
  private long partSteps = Descent.RESUME_INTERVAL;
  private long nanoseconds;
  private long timed;

  /** Takes a checkpoint. */
  @FunctionalInterface
  interface Saver {
    /**
     * Saves it.
     *
     * @param first where the student stood before the first step
     * @param trajectory how far the file of points has come
     */
    void save(Point first, Mark trajectory) throws IOException;
  }

  /**
   * A run.
   *
   * @param descent at its start, or where a run that goes on was
   * @param steps the number of the last step
   * @param every M; the first and the last point are written in any case
   * @param interval nanoseconds from one checkpoint to the next; 0 for none
   * @param saver saves them
   * @param stop whether the run is asked to stop
   * @param pulse called after every part
   */
  TrainRun(
      Descent descent,
      long steps,
      long every,
      long interval,
      Saver saver,
      BooleanSupplier stop,
      Runnable pulse) {
    this.descent = descent;
    this.steps = steps;
    this.every = every;
    this.interval = interval;
    this.saver = saver;
    this.stop = stop;
    this.pulse = pulse;
  }

  /**
   * Takes the steps.
   *
   * @param points written
   * @param before the first point, where a run goes on
   * @return nothing if the run was stopped, with a checkpoint saved
   */
  Optional<TrainResult> run(AppendedFile points, @Nullable Point before) throws IOException {
    try (CsvWriter writer = Csv.to(points)) {
      Point first = before;
      if (first == null) {
        writer.writeRecord(
            "step", "loss", "phi", "alignment", "squaredDistanceA", "squaredDistanceV");
        first = descent.point();
        write(writer, first);
      }
      long saved = System.nanoTime();
      boolean due = false;
      boolean stopped = false;
      while (descent.step() < steps) {
        part(due || stopped);
        pulse.run();
        if (descent.step() % every == 0 || descent.step() == steps) {
          write(writer, descent.point());
        }
        boolean resumable = descent.step() % Descent.RESUME_INTERVAL == 0;
        stopped = stop.getAsBoolean();
        due = interval > 0 && System.nanoTime() - saved >= interval;
        if (resumable && descent.step() < steps && (stopped || due)) {
          writer.flush();
          saver.save(first, points.mark());
          if (stopped) {
            return Optional.empty();
          }
          saved = System.nanoTime();
          due = false;
        }
      }
      return Optional.of(
          new TrainResult(first, descent.point(), (double) nanoseconds / Math.max(1, timed)));
    }
  }

  /**
   * Some steps, up to the next point at most.
   *
   * @param hurry whether to stop at the next step that can be resumed
   */
  private void part(boolean hurry) {
    long step = descent.step();
    // The JVM compiles the loops in the first half: it is not timed.
    long half = steps / 2;
    long end = Math.min(steps, step + every - step % every);
    if (step < half && half < end) {
      end = half;
    }
    long aligned = step - step % Descent.RESUME_INTERVAL;
    long most = hurry ? Descent.RESUME_INTERVAL : partSteps;
    if (end - aligned > most) {
      end = aligned + most;
    }
    long begin = System.nanoTime();
    descent.run(end - step);
    long nanos = System.nanoTime() - begin;
    if (step >= half) {
      nanoseconds += nanos;
      timed += end - step;
    }
    if (nanos < PART_NANOS / 2 && end == aligned + partSteps) {
      partSteps = partSteps < LARGEST_PART ? 2 * partSteps : partSteps;
    } else if (nanos > 2 * PART_NANOS && partSteps > Descent.RESUME_INTERVAL) {
      partSteps /= 2;
    }
  }

  private static void write(CsvWriter writer, Point point) {
    writer.writeRecord(
        Long.toString(point.step()),
        Double.toString(point.loss()),
        Double.toString(point.phi()),
        Double.toString(point.alignment()),
        Double.toString(point.squaredDistanceA()),
        Double.toString(point.squaredDistanceV()));
  }
}
