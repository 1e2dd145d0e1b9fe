package io.skiplane.harness.study;

import java.util.Arrays;

/**
 * Mean and variance of a sample, and how far two samples' lie apart in standard errors.
 *
 * @param count numbers in the sample
 * @param mean their mean
 * @param variance their variance
 * @param fourth their fourth central moment
 */
record Moments(int count, double mean, double variance, double fourth) {
  /** Relative rounding of a run: samples spread by less than this are equal. */
  private static final double ROUNDING = 1e-12;

  static Moments of(double[] sample) {
    int n = sample.length;
    double mean = Arrays.stream(sample).average().orElseThrow();
    double second = 0;
    double fourth = 0;
    for (double x : sample) {
      double square = (x - mean) * (x - mean);
      second += square;
      fourth += square * square;
    }
    return new Moments(n, mean, second / (n - 1), fourth / n);
  }

  /** The larger of the z-scores of the two means and of the two variances, without sign. */
  double apartFrom(Moments other) {
    double rounding = ROUNDING * Math.max(Math.abs(mean), Math.abs(other.mean));
    double means =
        Math.abs(mean - other.mean)
            / Math.sqrt(rounding * rounding + variance / count + other.variance / other.count);
    double variances =
        Math.abs(variance - other.variance)
            / Math.sqrt(
                Math.pow(rounding, 4) + squaredErrorOfVariance() + other.squaredErrorOfVariance());
    boolean equal = mean == other.mean && variance == other.variance;
    return equal ? 0 : Math.max(means, variances);
  }

  private double squaredErrorOfVariance() {
    return Math.max(0, fourth - variance * variance) / count;
  }
}
