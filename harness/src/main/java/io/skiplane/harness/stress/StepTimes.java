package io.skiplane.harness.stress;

import java.util.List;

/**
 * How long a step took, in nanoseconds: each one, or where steps are short the mean of some that
 * were taken in a row.
 *
 * @param steps measured
 * @param group steps in a row that one measurement is the mean of
 * @param median half of the steps took no longer
 * @param p99 99 % took no longer
 * @param p9999 99.99 % took no longer
 * @param largest the longest
 * @param curve the whole distribution, for a picture
 */
public record StepTimes(
    long steps,
    long group,
    double median,
    double p99,
    double p9999,
    double largest,
    List<Percentile> curve) {
  /** Keeps a copy. */
  public StepTimes {
    curve = List.copyOf(curve);
  }

  /**
   * A point of the distribution.
   *
   * @param percent of the steps
   * @param nanos that these took at most
   */
  public record Percentile(double percent, double nanos) {}
}
