package io.skiplane.bench.report;

import io.skiplane.bench.rows.SweepShape;
import io.skiplane.memory.Precision;
import java.util.List;

/**
 * A point of the sweep.
 *
 * @param shape k, p and precision
 * @param result the measurement
 */
record SweepPoint(SweepShape shape, Measured result) {
  /** The points of one precision, in the order of the run: by p, then by k. */
  static List<SweepPoint> of(Results results, Precision precision) {
    return results.all().stream()
        .filter(result -> result.benchmark().equals("SweepBenchmark"))
        .filter(result -> result.parameter("precision").equals(precision.name()))
        .map(
            result ->
                new SweepPoint(
                    new SweepShape(
                        Long.parseLong(result.parameter("k")),
                        Long.parseLong(result.parameter("p")),
                        precision),
                    result))
        .toList();
  }

  /** Nanoseconds for each number of a patch. */
  double each() {
    return result.score() / shape.k() / shape.p();
  }
}
