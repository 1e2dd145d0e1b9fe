package io.skiplane.gradient;

import io.skiplane.lanes.scalar.Angle;

/**
 * The population loss by its closed form, summed from terms that vanish at the optimum, so that it
 * keeps its digits there:
 *
 * <pre>
 * L = (1/4π)[(π−1)‖a−a*‖² + (S−S*)² + 2(π−G)T]    G = (π−φ) cos φ + sin φ
 * </pre>
 */
public final class PopulationLoss {
  private PopulationLoss() {}

  /**
   * The loss of a student.
   *
   * @param phi φ in [0, π], the angle between v and v*
   * @param alignment T = aᵀa*
   * @param squaredDistanceA ‖a−a*‖²
   * @param sumDifference S − S* = 1ᵀ(a − a*)
   * @return L, at least 0 but for rounding
   */
  public static double of(
      double phi, double alignment, double squaredDistanceA, double sumDifference) {
    return ((Math.PI - 1) * squaredDistanceA
            + sumDifference * sumDifference
            + 2 * gap(phi) * alignment)
        / (4 * Math.PI);
  }

  /** π − G(φ), which vanishes with φ, to full relative precision but for the smallest φ. */
  static double gap(double phi) {
    double half = Angle.sine(phi / 2);
    double sine = Angle.sine(phi);
    return 2 * Math.PI * half * half - (sine - phi * Angle.cosine(phi));
  }
}
