package io.skiplane.descent;

/**
 * When an ensemble's student has ended.
 *
 * @param tolerance success is ‖a − a*‖² + ‖v − v*‖² below this, above 0
 * @param stepsLimit steps after which a student is classified as it stands, at least 1
 */
public record StopRule(double tolerance, long stepsLimit) {
  /** Checks the numbers. */
  public StopRule {
    if (!(tolerance > 0 && tolerance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "tolerance is " + tolerance + "; it must be finite and above 0");
    }
    if (stepsLimit < 1) {
      throw new IllegalArgumentException(
          "the limit is " + stepsLimit + " steps; it must be at least 1");
    }
  }
}
