package io.skiplane.bench.report;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/** How far a mean may be off. */
final class Spread {
  private static final double CONFIDENCE = 0.99;
  private static final int LEAST_FORKS = 3;

  private Spread() {}

  /**
   * Half the width of the 99 % interval of the mean, by Student's t. A JVM compiles a little
   * differently each time, so from three forks on their means are what spreads; below, the
   * iterations, which know nothing of that.
   *
   * @param forks the iterations of each fork
   * @return NaN if there are fewer than two values
   */
  static double ofMean(List<double[]> forks) {
    double[] values =
        forks.size() >= LEAST_FORKS
            ? forks.stream().mapToDouble(Spread::mean).toArray()
            : forks.stream().flatMapToDouble(Arrays::stream).toArray();
    int count = values.length;
    if (count < 2) {
      return Double.NaN;
    }
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double quantile =
        new TDistribution(count - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    return quantile * Math.sqrt(squares / (count - 1) / count);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }
}
