package io.skiplane.bench.report;

import io.skiplane.memory.Precision;
import java.util.Arrays;

/**
 * Whether a row allocates, judged by JMH's gc profiler.
 *
 * <p>JMH itself allocates some kilobytes in each iteration, so that a long step seems to allocate
 * hundreds of bytes. How much that is a second follows the length of the iterations; the fused
 * multiply-adds, which allocate nothing, tell it in the same run.
 */
final class Verdict {
  /** What it means that a row does not allocate. */
  static final String NONE = "below 1 byte a step, or hardly more than JMH itself in that time.";

  private static final double LEAST_A_STEP = 1;

  /** A vector boxed in a step of a millisecond is as much as JMH allocates. */
  private static final double TIMES_NOISE = 3;

  /** Where the run did not measure the noise: a hundred times what long iterations show. */
  private static final double ASSUMED_NOISE = 1e6;

  private final double noise;

  private Verdict(double noise) {
    this.noise = noise;
  }

  /** A run's judge. */
  static Verdict of(Results results) {
    return new Verdict(
        Arrays.stream(Precision.values())
            .flatMap(precision -> results.limit("FmaLimit", precision.name()).stream())
            .mapToDouble(Measured::bytesASecond)
            .max()
            .orElse(ASSUMED_NOISE));
  }

  /** Whether the row allocates a byte a step or more, and clearly more than JMH itself. */
  boolean allocates(Measured row) {
    return !(row.bytes() < LEAST_A_STEP) && !(row.bytesASecond() <= TIMES_NOISE * noise);
  }
}
