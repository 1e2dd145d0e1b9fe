package io.skiplane.statistics;

import io.skiplane.gradient.Gradient;
import java.util.List;

/** Means and second moments of a gradient at a fixed point, in projections that tell it apart. */
final class GradientMoments {
  /**
   * What is measured of each draw. The first {@link #LINEAR} are linear in the gradient. The last
   * four are free of r = f − g and bounded, so that errors of a tenth of a percent show; size² is
   * ‖∇w‖² + p‖∇a‖².
   */
  static final List<String> NAMES =
      List.of(
          "∇a·a*",
          "∇a·a",
          "1ᵀ∇a",
          "∇a[0]",
          "∇a[k−1]",
          "∇w·v*",
          "∇w·q",
          "∇w[0]",
          "‖∇a‖²",
          "‖∇w‖²",
          "‖∇w‖²/size²",
          "∇w·v*/size",
          "∇w·q/size",
          "∇a·a*/size");

  static final int LINEAR = 8;

  final Moments[] first = new Moments[NAMES.size()];
  final Moments[][] second = new Moments[NAMES.size()][NAMES.size()];
  private final FixedPoint point;

  GradientMoments(FixedPoint point) {
    this.point = point;
    for (int i = 0; i < first.length; i++) {
      first[i] = new Moments();
      for (int j = 0; j <= i; j++) {
        second[i][j] = new Moments();
      }
    }
  }

  /** The moments of {@code count} draws. */
  static GradientMoments of(FixedPoint point, Gradient gradient, long count, long seed) {
    GradientMoments moments = new GradientMoments(point);
    double[] x = new double[NAMES.size()];
    point.sample(
        gradient,
        count,
        seed,
        (gradientA, gradientW) -> {
          moments.measure(gradientA, gradientW, x);
          moments.add(x);
        });
    return moments;
  }

  /** The linear projections of the population gradient. */
  double[] population() {
    double[] x = new double[NAMES.size()];
    measure(point.populationA(), point.populationW(), x);
    return x;
  }

  private void measure(double[] gradientA, double[] gradientW, double[] x) {
    double sum = 0;
    for (double g : gradientA) {
      sum += g;
    }
    x[0] = FixedPoint.dot(gradientA, point.starA);
    x[1] = FixedPoint.dot(gradientA, point.a);
    x[2] = sum;
    x[3] = gradientA[0];
    x[4] = gradientA[gradientA.length - 1];
    x[5] = FixedPoint.dot(gradientW, point.starV);
    x[6] = FixedPoint.dot(gradientW, point.aside);
    x[7] = gradientW[0];
    x[8] = FixedPoint.dot(gradientA, gradientA);
    x[9] = FixedPoint.dot(gradientW, gradientW);
    double size = Math.sqrt(x[9] + point.p * x[8]);
    double inverse = size > 0 ? 1 / size : 0;
    x[10] = x[9] * inverse * inverse;
    x[11] = x[5] * inverse;
    x[12] = x[6] * inverse;
    x[13] = x[0] * inverse;
  }

  private void add(double[] x) {
    for (int i = 0; i < x.length; i++) {
      first[i].add(x[i]);
      for (int j = 0; j <= i; j++) {
        second[i][j].add(x[i] * x[j]);
      }
    }
  }

  /** Compares all means and second moments with another gradient's. */
  void compare(ZScores scores, String name, GradientMoments other) {
    for (int i = 0; i < first.length; i++) {
      scores.means(NAMES.get(i), name, first[i], other.first[i]);
      for (int j = 0; j <= i; j++) {
        scores.means(NAMES.get(i) + " · " + NAMES.get(j), name, second[i][j], other.second[i][j]);
      }
    }
  }

  /** Compares the means with the population gradient. */
  void compareWithPopulation(ZScores scores, String name) {
    double[] expected = population();
    for (int i = 0; i < LINEAR; i++) {
      scores.mean(name + ": " + NAMES.get(i), first[i], expected[i]);
    }
  }
}
