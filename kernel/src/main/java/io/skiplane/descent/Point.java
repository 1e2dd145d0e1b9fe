package io.skiplane.descent;

/**
 * Where a student stands relative to its teacher.
 *
 * @param step steps taken
 * @param loss population loss L
 * @param phi φ, angle between v and v*, in radians
 * @param alignment T = aᵀa*
 * @param squaredDistanceA ‖a − a*‖²
 * @param squaredDistanceV ‖v − v*‖²
 */
public record Point(
    long step,
    double loss,
    double phi,
    double alignment,
    double squaredDistanceA,
    double squaredDistanceV) {

  /** ‖a − a*‖² + ‖v − v*‖², which a success has below its tolerance. */
  public double squaredDistance() {
    return squaredDistanceA + squaredDistanceV;
  }
}
