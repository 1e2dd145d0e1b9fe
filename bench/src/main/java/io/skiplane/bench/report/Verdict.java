package io.skiplane.bench.report;

/** Whether a row allocates, judged by JMH's gc profiler. */
final class Verdict {
  /** Bytes a step. */
  private static final double LEAST = 1;

  /** JMH's own allocations vary by this much. */
  private static final double SLACK = 4;

  private Verdict() {}

  /**
   * Whether the row allocates: a byte a step or more, beyond what JMH itself allocates in the time
   * of a step. A vector that is boxed costs 32 bytes or more for every 64 bytes of data.
   *
   * @param background bytes a second of JMH itself
   */
  static boolean allocates(Measured row, double background) {
    return !(row.bytes() < LEAST) && !(row.bytesASecond() < SLACK * background);
  }
}
