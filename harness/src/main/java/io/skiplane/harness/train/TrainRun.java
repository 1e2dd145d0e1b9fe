package io.skiplane.harness.train;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.skiplane.descent.Descent;
import io.skiplane.descent.Point;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Runs a descent and writes every M-th point of it to a CSV file as it goes: memory does not grow
 * with the run.
 */
final class TrainRun {
  private TrainRun() {}

  /**
   * Takes the steps.
   *
   * @param every M; the first and the last point are written in any case
   * @param csv new file, written
   */
  static TrainResult run(Descent descent, long steps, long every, Path csv) throws IOException {
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(csv)) {
      writer.writeRecord(
          "step", "loss", "phi", "alignment", "squaredDistanceA", "squaredDistanceV");
      Point first = descent.point();
      write(writer, first);
      Point last = first;
      // The JVM compiles the loops in the first half: it is not timed.
      long half = steps / 2;
      long nanoseconds = 0;
      while (descent.step() < steps) {
        long count = every - descent.step() % every;
        long end = Math.min(steps, descent.step() + count);
        if (descent.step() < half && half < end) {
          descent.run(half - descent.step());
        }
        boolean timed = descent.step() >= half;
        long begin = System.nanoTime();
        descent.run(end - descent.step());
        nanoseconds += timed ? System.nanoTime() - begin : 0;
        last = descent.point();
        write(writer, last);
      }
      return new TrainResult(first, last, (double) nanoseconds / Math.max(1, steps - half));
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
