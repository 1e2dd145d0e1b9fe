package io.skiplane.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Judges z-scores: each is standard normal if what is tested holds. With fewer than 10,000 of them
 * in all these tests, a limit of 6.5 (8e−11 on two sides) gives a false alarm once in a million
 * sets of seeds.
 */
final class ZScores {
  /** Largest |z| that passes. */
  static final double LIMIT = 6.5;

  private final String subject;
  private final Map<String, List<Double>> pools = new LinkedHashMap<>();
  private int count;
  private double squares;
  private double worst;
  private String worstName = "none";

  ZScores(String subject) {
    this.subject = subject;
  }

  /** Adds the z-score of one comparison. */
  void add(String name, double z) {
    assertThat(z).as("z-score of %s: %s", subject, name).isBetween(-LIMIT, LIMIT);
    count++;
    squares += z * z;
    if (Math.abs(z) > Math.abs(worst)) {
      worst = z;
      worstName = name;
    }
  }

  /** Compares a mean with its expectation. */
  void mean(String name, Moments actual, double expected) {
    add(name, ratio(actual.mean() - expected, actual.meanVariance(), expected));
  }

  /** Compares the means of two samples. */
  void means(String name, Moments one, Moments other) {
    double variance = one.meanVariance() + other.meanVariance();
    add(name, ratio(one.mean() - other.mean(), variance, one.mean()));
  }

  /** Compares the means of two samples of {@code quantity} in one of several cases. */
  void means(String quantity, String oneCase, Moments one, Moments other) {
    double variance = one.meanVariance() + other.meanVariance();
    double z = ratio(one.mean() - other.mean(), variance, one.mean());
    add(oneCase + ": " + quantity, z);
    if (z != 0) {
      pools.computeIfAbsent(quantity, name -> new ArrayList<>()).add(z);
    }
  }

  /** Compares the variance of one sample with {@code factor} times that of another. */
  void variances(String name, Moments one, Moments other, double factor) {
    double variance = one.varianceVariance() + factor * factor * other.varianceVariance();
    add(name, ratio(one.variance() - factor * other.variance(), variance, one.variance()));
  }

  /**
   * Judges the sum of each quantity's z-scores over all cases, by √n standard normal again
   * (Stouffer), and prints how many z-scores there were, their mean square (about 1) and the worst.
   */
  void report() {
    pools.forEach(
        (quantity, scores) -> {
          double sum = scores.stream().mapToDouble(z -> z).sum();
          add("all cases: " + quantity, sum / Math.sqrt(scores.size()));
        });
    System.out.printf(
        Locale.ROOT,
        "%s: %d z-scores, mean square %.2f, worst %.2f (%s)%n",
        subject,
        count,
        squares / Math.max(1, count),
        worst,
        worstName);
  }

  /** Differences by rounding alone count as none: constants have no variance. */
  private static double ratio(double difference, double variance, double size) {
    return Math.abs(difference) <= 1e-9 * (1e-3 + Math.abs(size))
        ? 0
        : difference / Math.sqrt(variance);
  }
}
