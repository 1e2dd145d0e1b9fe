package io.skiplane.statistics;

import io.skiplane.gradient.Gradient;
import io.skiplane.memory.Precision;
import org.junit.jupiter.api.Test;

/**
 * The dense and the projected step draw their gradients from the same law, whose mean is the
 * population gradient: over 10⁶ steps each, at several sizes and angles.
 */
class GradientLawTest {
  private static final int[] KS = {1, 5, 16, 33};
  private static final int[] PS = {2, 8, 17, 64};
  private static final double[] COSINES = {-0.9, 0.99, 0, 0.5, -0.5, 0.9, 0.2};
  private static final long STEPS = 1 << 17;

  @Test
  void denseAndProjectedAgreeAndPopulationIsTheirMean() {
    ZScores laws = new ZScores("dense against projected, double");
    ZScores means = new ZScores("sampled against population, double");
    int number = 0;
    for (int k : KS) {
      for (int p : PS) {
        double cosine = COSINES[number % COSINES.length];
        compare(laws, means, Precision.DOUBLE, k, p, cosine, 1, STEPS, number++);
      }
    }
    laws.report();
    means.report();
  }

  @Test
  void floatsAgreeToo() {
    ZScores laws = new ZScores("dense against projected, float");
    ZScores means = new ZScores("sampled against population, float");
    compare(laws, means, Precision.FLOAT, 16, 8, 0.3, 1, STEPS, 31);
    compare(laws, means, Precision.FLOAT, 33, 17, -0.7, 1, STEPS, 32);
    compare(laws, means, Precision.FLOAT, 5, 64, 0.9, 1, STEPS, 33);
    laws.report();
    means.report();
  }

  /** v = ±v*, where the plane of v and v* degenerates, next to it, and p = 1. */
  @Test
  void degenerateAnglesAgree() {
    ZScores laws = new ZScores("dense against projected, degenerate");
    ZScores means = new ZScores("sampled against population, degenerate");
    int number = 40;
    for (double cosine : new double[] {1, -1, 1 - 1e-9, -1 + 1e-9}) {
      long steps = Math.abs(cosine) == 1 ? 4 * STEPS : STEPS / 2;
      compare(laws, means, Precision.DOUBLE, 7, 3, cosine, 1, steps, number);
      compare(laws, means, Precision.DOUBLE, 4, 2, cosine, 1, STEPS / 2, number + 5);
    }
    number += 10;
    compare(laws, means, Precision.DOUBLE, 6, 1, 1, 1, STEPS / 2, number++);
    compare(laws, means, Precision.DOUBLE, 6, 1, -1, 1, STEPS / 2, number);
    laws.report();
    means.report();
  }

  @Test
  void batchesAgree() {
    ZScores laws = new ZScores("dense against projected, batches");
    ZScores means = new ZScores("sampled against population, batches");
    compare(laws, means, Precision.DOUBLE, 16, 8, 0.4, 3, STEPS / 2, 51);
    compare(laws, means, Precision.DOUBLE, 5, 17, -0.6, 8, STEPS / 4, 52);
    compare(laws, means, Precision.FLOAT, 16, 8, 0.8, 5, STEPS / 4, 53);
    laws.report();
    means.report();
  }

  /** The mean of B independent gradients has 1/B of the variance of one, and the same mean. */
  @Test
  void varianceOfABatchIsThatOfOneByItsSize() {
    ZScores scores = new ZScores("batch variance");
    try (FixedPoint point = new FixedPoint(Precision.DOUBLE, 16, 8, 0.4, 61)) {
      GradientMoments dense = GradientMoments.of(point, new Gradient.Dense(1), STEPS, 71);
      GradientMoments projected = GradientMoments.of(point, new Gradient.Projected(1), STEPS, 72);
      for (int batch : new int[] {2, 7, 16}) {
        GradientMoments denseBatch =
            GradientMoments.of(point, new Gradient.Dense(batch), STEPS / 4, 73);
        GradientMoments projectedBatch =
            GradientMoments.of(point, new Gradient.Projected(batch), STEPS / 4, 74);
        for (int i = 0; i < GradientMoments.LINEAR; i++) {
          String name = "B = " + batch + ", " + GradientMoments.NAMES.get(i);
          scores.variances("dense, " + name, denseBatch.first[i], dense.first[i], 1.0 / batch);
          scores.variances(
              "projected, " + name, projectedBatch.first[i], projected.first[i], 1.0 / batch);
          scores.means(name, denseBatch.first[i], dense.first[i]);
          scores.means(name, projectedBatch.first[i], projected.first[i]);
        }
      }
    }
    scores.report();
  }

  private static void compare(
      ZScores laws,
      ZScores means,
      Precision precision,
      int k,
      int p,
      double cosine,
      int batch,
      long steps,
      int number) {
    String name = "k = " + k + ", p = " + p + ", c = " + cosine + ", B = " + batch;
    try (FixedPoint point = new FixedPoint(precision, k, p, cosine, number)) {
      GradientMoments dense =
          GradientMoments.of(point, new Gradient.Dense(batch), steps, 3000 + number);
      GradientMoments projected =
          GradientMoments.of(point, new Gradient.Projected(batch), steps, 4000 + number);
      dense.compare(laws, name, projected);
      dense.compareWithPopulation(means, name + ", dense");
      projected.compareWithPopulation(means, name + ", projected");
    }
  }
}
