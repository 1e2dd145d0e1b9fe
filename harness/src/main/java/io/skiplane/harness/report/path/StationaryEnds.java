package io.skiplane.harness.report.path;

/**
 * Where gradient descent can end, as aᵀa*: at φ = 0 the global optimum, at φ = π the spurious one.
 *
 * @param optimum ‖a*‖²
 * @param spurious aᵀa* of {@code a = (11ᵀ+(π−1)I)⁻¹(11ᵀ−I)a*}
 */
public record StationaryEnds(double optimum, double spurious) {
  /**
   * The ends for a teacher; NaN if it is not known.
   *
   * @param k number of patches
   * @param squaredNorm ‖a*‖²
   * @param sum 1ᵀa*
   */
  public static StationaryEnds of(long k, double squaredNorm, double sum) {
    double b = Math.PI - 1;
    return new StationaryEnds(squaredNorm, (Math.PI * sum * sum / (k + b) - squaredNorm) / b);
  }

  /** Whether they are known. */
  public boolean known() {
    return Double.isFinite(optimum) && Double.isFinite(spurious);
  }
}
