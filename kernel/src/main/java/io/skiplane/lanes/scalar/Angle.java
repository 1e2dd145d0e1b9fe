package io.skiplane.lanes.scalar;

/**
 * The angle φ between unit vectors v and v* from their squared chords ‖v − v*‖² and ‖v + v*‖², with
 * full relative precision at both ends: {@code tan(φ/2) = ‖v − v*‖ / ‖v + v*‖} (Kahan). A common
 * factor of the two chords, from a norm that is not quite 1, cancels.
 */
public final class Angle {
  private Angle() {}

  /** φ in [0, π]. */
  public static double between(double near, double far) {
    return near <= far ? acute(near, far) : Math.PI - acute(far, near);
  }

  /** π − φ, which keeps its relative precision where φ nears π. */
  public static double rest(double near, double far) {
    return near <= far ? Math.PI - acute(near, far) : acute(far, near);
  }

  /** cos φ. */
  public static double cosine(double near, double far) {
    return (far - near) / (far + near);
  }

  /** sin φ. */
  public static double sine(double near, double far) {
    return 2 * Math.sqrt(near) * Math.sqrt(far) / (far + near);
  }

  private static double acute(double shorter, double longer) {
    return 2 * DoubleReduced.arcTangent(Math.sqrt(shorter / longer));
  }
}
