package io.skiplane.statistics;

/** Power sums of one sampled quantity, about a shift that keeps them well conditioned. */
final class Moments {
  private long count;
  private double shift;
  private double s1;
  private double s2;
  private double s3;
  private double s4;

  void add(double x) {
    if (count == 0) {
      shift = x;
    }
    count++;
    double d = x - shift;
    double d2 = d * d;
    s1 += d;
    s2 += d2;
    s3 += d2 * d;
    s4 += d2 * d2;
  }

  double mean() {
    return shift + s1 / count;
  }

  double variance() {
    double m = s1 / count;
    return Math.max(0, s2 / count - m * m);
  }

  /** Variance of the mean. */
  double meanVariance() {
    return variance() / (count - 1);
  }

  /** Variance of the variance, {@code (μ₄ − σ⁴)/n}. */
  double varianceVariance() {
    double m = s1 / count;
    double m2 = variance();
    double m4 = s4 / count - 4 * m * s3 / count + 6 * m * m * s2 / count - 3 * m * m * m * m;
    return Math.max(0, m4 - m2 * m2) / count;
  }
}
