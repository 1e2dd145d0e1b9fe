package io.skiplane.statistics;

import io.skiplane.gradient.Gradient;
import io.skiplane.memory.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The angular step draws ∇_a and the turn of v towards v* from the law of the dense step, jointly:
 * over 10⁵ steps each, at several sizes and angles, next to the poles and at them, and in batches.
 */
class AngularLawTest {
  private static final long STEPS = 1 << 17;

  /** What is measured of each draw; the last three are bounded, so that small errors show. */
  private static final List<String> NAMES =
      List.of(
          "∇a·a*",
          "∇a·a",
          "1ᵀ∇a",
          "∇a[0]",
          "‖∇a‖²",
          "turn",
          "cos φ'",
          "turn/size",
          "turn²/size²",
          "∇a·a*/size");

  /** k, p, batch and cosine: p of no, of one and of many degrees of freedom, and of a χ² drawn. */
  private static final double[][] CASES = {
    {5, 2, 1, 0.3},
    {16, 3, 1, -0.6},
    {7, 8, 1, 0.9},
    {33, 17, 1, 0},
    {5, 18, 1, -0.9},
    {4, 19, 1, 0.5},
    {16, 64, 1, 0.2},
    {3, 200, 1, -0.4},
    {9, 40, 3, 0.7},
    {5, 40, 1, 1},
    {5, 9, 1, -1},
    {4, 30, 1, 1 - 1e-9},
    {4, 30, 1, -1 + 1e-9},
  };

  @Test
  void turnsOfTheAngleAreThoseOfTheDenseStep() {
    ZScores scores = new ZScores("dense against angular");
    int number = 0;
    for (double[] c : CASES) {
      int k = (int) c[0];
      int p = (int) c[1];
      int batch = (int) c[2];
      Precision precision = number % 4 == 3 ? Precision.FLOAT : Precision.DOUBLE;
      try (FixedPoint point = new FixedPoint(precision, k, p, c[3], 500 + number)) {
        Moments[][] dense = moments(point, new Gradient.Dense(batch), 600 + number);
        Moments[][] angular = moments(point, new Gradient.Angular(batch), 700 + number);
        String name = "k = " + k + ", p = " + p + ", c = " + c[3] + ", B = " + batch;
        compare(scores, name, dense, angular);
      }
      number++;
    }
    scores.report();
  }

  private static void compare(ZScores scores, String name, Moments[][] dense, Moments[][] angular) {
    int count = NAMES.size();
    for (int i = 0; i < count; i++) {
      scores.means(NAMES.get(i), name, dense[i][count], angular[i][count]);
      for (int j = 0; j <= i; j++) {
        String product = NAMES.get(i) + " · " + NAMES.get(j);
        scores.means(product, name, dense[i][j], angular[i][j]);
      }
    }
  }

  /** Second moments, and the means in the last column. */
  private static Moments[][] moments(FixedPoint point, Gradient gradient, long seed) {
    int count = NAMES.size();
    Moments[][] moments = new Moments[count][count + 1];
    for (Moments[] row : moments) {
      for (int j = 0; j <= count; j++) {
        row[j] = new Moments();
      }
    }
    double[] x = new double[count];
    point.sample(
        gradient,
        STEPS,
        seed,
        (gradientA, gradientW) -> {
          measure(point, gradientA, gradientW, x);
          for (int i = 0; i < count; i++) {
            moments[i][count].add(x[i]);
            for (int j = 0; j <= i; j++) {
              moments[i][j].add(x[i] * x[j]);
            }
          }
        });
    return moments;
  }

  /** ∇w tells the v after the step but for a factor, and that tells the angle. */
  private static void measure(
      FixedPoint point, double[] gradientA, double[] gradientW, double[] x) {
    double[] moved = new double[point.p];
    double sum = 0;
    for (int i = 0; i < point.p; i++) {
      moved[i] = point.v[i] - point.stepW() * gradientW[i];
    }
    for (double g : gradientA) {
      sum += g;
    }
    double cosine = FixedPoint.dot(moved, point.starV) / Math.sqrt(FixedPoint.dot(moved, moved));
    double turn = (cosine - point.cosine) / point.stepW();
    x[0] = FixedPoint.dot(gradientA, point.starA);
    x[1] = FixedPoint.dot(gradientA, point.a);
    x[2] = sum;
    x[3] = gradientA[0];
    x[4] = FixedPoint.dot(gradientA, gradientA);
    x[5] = turn;
    x[6] = cosine;
    double size = Math.sqrt(turn * turn + point.p * x[4]);
    double inverse = x[4] > 0 ? 1 / size : 0; // With no gate open the turn is rounding alone.
    x[7] = turn * inverse;
    x[8] = x[7] * x[7];
    x[9] = x[0] * inverse;
  }
}
