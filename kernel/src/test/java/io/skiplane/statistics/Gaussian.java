package io.skiplane.statistics;

import java.util.Arrays;

/** The normal distribution and the tests that need it, in double. */
final class Gaussian {
  private Gaussian() {}

  /** Φ(x). */
  static double cdf(double x) {
    return x > 0 ? 1 - tail(x) : tail(-x);
  }

  /** 1 − Φ(x) for x ≥ 0, by its series up to 3 and its continued fraction from there. */
  static double tail(double x) {
    double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    if (x < 3) {
      double term = x;
      double sum = x;
      for (int n = 1; term > 1e-18; n++) {
        term *= x * x / (2 * n + 1);
        sum += term;
      }
      return 0.5 - density * sum;
    }
    double fraction = x;
    for (int n = 100; n > 0; n--) {
      fraction = x + n / fraction;
    }
    return density / fraction;
  }

  /** Φ⁻¹(q) by bisection. */
  static double quantile(double q) {
    double low = -10;
    double high = 10;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (cdf(middle) < q) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The z-score of a χ² statistic (Wilson, Hilferty 1931). */
  static double chiSquaredScore(double statistic, double freedom) {
    double h = 2 / (9 * freedom);
    return (Math.cbrt(statistic / freedom) - (1 - h)) / Math.sqrt(h);
  }

  /** √n times the Kolmogorov-Smirnov distance to Φ; the sample is sorted. */
  static double kolmogorov(double[] sample) {
    Arrays.sort(sample);
    double n = sample.length;
    double distance = 0;
    for (int i = 0; i < sample.length; i++) {
      double at = cdf(sample[i]);
      distance = Math.max(distance, Math.max(at - i / n, (i + 1) / n - at));
    }
    return distance * Math.sqrt(n);
  }

  /** √(nm/(n+m)) times the distance between two samples' distributions; both are sorted. */
  static double smirnov(double[] one, double[] other) {
    Arrays.sort(one);
    Arrays.sort(other);
    double distance = 0;
    int j = 0;
    for (int i = 0; i < one.length; i++) {
      while (j < other.length && other[j] < one[i]) {
        j++;
      }
      double below = (double) j / other.length;
      distance = Math.max(distance, Math.abs((double) i / one.length - below));
      distance = Math.max(distance, Math.abs((i + 1.0) / one.length - below));
    }
    return distance * Math.sqrt((double) one.length * other.length / (one.length + other.length));
  }

  /**
   * The z-score with the tail probability of a Kolmogorov statistic, {@code 2 exp(−2λ²)} far out:
   * enough to hold it against the limit of all z-scores.
   */
  static double kolmogorovScore(double lambda) {
    double probability = 2 * Math.exp(-2 * lambda * lambda);
    return probability >= 1 ? 0 : -quantileSmall(probability / 2);
  }

  private static double quantileSmall(double q) {
    return q < 1e-20 ? -10 : quantile(q);
  }
}
