package io.skiplane.harness.stress;

import io.skiplane.harness.train.Choices.GradientName;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;

/**
 * About how long things take on one thread of a machine of 2025: what the length of a block is
 * planned by, so that it is the same on every machine, and with it the results.
 */
final class Costs {
  /**
   * Of a weight, for all that a block needs beside its steps: its start, the checks, the digest.
   */
  private static final double BLOCK_NANOS = 15;

  /** What a block needs beside its steps may be this part of it. */
  private static final double LARGEST_SHARE = 1.0 / 6;

  /** A group of steps takes about so long, where a step is shorter. */
  private static final double GROUP_NANOS = 100_000;

  private Costs() {}

  /** Nanoseconds of a step. */
  static double step(GradientName gradient, Shape shape, Precision precision) {
    double k = shape.k();
    double p = shape.p();
    double nanos =
        switch (gradient) {
          case POPULATION -> 60 + 0.15 * (k + p);
          case REDUCED -> 30;
          case DENSE -> 100 + 0.45 * k * p;
          case PROJECTED -> 100 + 0.9 * k + 0.7 * p;
          case ANGULAR -> 100 + 0.9 * k;
          case RESIDENT -> 50 + 0.2 * k * p;
        };
    return precision == Precision.FLOAT ? nanos : 2 * nanos;
  }

  /**
   * Steps of a block.
   *
   * @param nanos that it should take
   */
  static long steps(GradientName gradient, Shape shape, Precision precision, double nanos) {
    double beside = BLOCK_NANOS * ((double) shape.k() + shape.p());
    double wanted = Math.max(nanos, beside / LARGEST_SHARE);
    return (long) Math.max(1, Math.ceil(wanted / step(gradient, shape, precision)));
  }

  /** Steps that are timed together; a run of them ends with work that must not count much. */
  static long group(GradientName gradient, Shape shape, Precision precision) {
    double k = shape.k();
    double p = shape.p();
    double end =
        switch (gradient) {
          case REDUCED -> 60 * (k + p);
          case POPULATION -> 10 * (k + p);
          case ANGULAR -> 60 * p;
          default -> 0;
        };
    return (long) Math.max(1, Math.max(GROUP_NANOS, end) / step(gradient, shape, precision));
  }

  /** Patch entries that a step draws or reads. */
  static double numbers(GradientName gradient, Shape shape) {
    double k = shape.k();
    return switch (gradient) {
      case POPULATION, REDUCED -> 0;
      case DENSE, RESIDENT -> k * shape.p();
      case PROJECTED -> 2 * k + shape.p();
      case ANGULAR -> 2 * k;
    };
  }
}
