package io.skiplane.lanes;

/**
 * A gradient step of v on the unit sphere, {@code v ← (v − t (s − f v)) / ‖v − t (s − f v)‖} with
 * {@code f = s·v} and {@code t} the step size times the residual: as {@code s − f v} is orthogonal
 * to v, the norm follows from f and {@code ‖s‖²} without a pass over v.
 */
public final class SphereStep {
  /**
   * Below this x the series of {@link #inverse} is exact to the last bit of a double, or nearly.
   */
  public static final double SHORT = 0x1p-10;

  /**
   * Beyond this squared length {@code t²‖s‖²} of a step, the formula of the norm loses digits to
   * cancellation.
   */
  public static final double LONG = 1;

  private SphereStep() {}

  /** Squared length of the step before it is normalised, {@code t² (‖s‖² − f²)}. */
  public static double across(double turn, double along, double length) {
    double rest = length - along * along;
    return turn * turn * (rest > 0 ? rest : 0); // Math.max costs a dozen cycles of a step's chain.
  }

  /**
   * 1/√(1 + x), without the root and the division that a step's chain would wait for if x is small.
   */
  public static double inverse(double x) {
    if (x < SHORT) {
      double series = Math.fma(x, -63.0 / 256, 35.0 / 128);
      series = Math.fma(x, series, -5.0 / 16);
      series = Math.fma(x, series, 3.0 / 8);
      series = Math.fma(x, series, -1.0 / 2);
      return Math.fma(x, series, 1);
    }
    return 1 / Math.sqrt(1 + x);
  }
}
