package io.skiplane.bench.report;

/** Whether a row allocates, judged by JMH's gc profiler. */
final class Verdict {
  private static final double LEAST_A_STEP = 1;

  /**
   * JMH itself allocates 6 to 30 kB a second; a vector boxed in a step of 100 µs, ten times that.
   */
  private static final double LEAST_A_SECOND = 100e3;

  private Verdict() {}

  /** Whether the row allocates a byte a step or more, and more than JMH itself may do. */
  static boolean allocates(Measured row) {
    return !(row.bytes() < LEAST_A_STEP) && !(row.bytesASecond() < LEAST_A_SECOND);
  }
}
