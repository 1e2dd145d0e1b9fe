package io.skiplane.gradient;

import io.skiplane.lanes.scalar.Angle;

/**
 * The plane of v and v*, read from the squared chords ‖v − v*‖² and ‖v + v*‖². With t the shorter
 * chord over the longer one, t = tan(φ/2) on the near side and tan((π−φ)/2) on the far one; all
 * else is rational in t, so nothing cancels at either end.
 */
final class Plane {
  /** cos φ. */
  double cosine;

  /** sin φ. */
  double sine;

  /** The sign of cos φ: v lies nearer to side·v*. */
  double side;

  /** side − cos φ, to full relative precision. */
  double left;

  /** π − φ. */
  double rest;

  /** Reads the plane from the squared chords, which may share a factor. */
  void read(double near, double far) {
    boolean ahead = near <= far;
    double t2 = ahead ? near / far : far / near;
    double t = Math.sqrt(t2);
    double scale = 1 / (1 + t2);
    double acute = Angle.twiceArcTangent(t);
    side = ahead ? 1 : -1;
    sine = 2 * t * scale;
    cosine = side * (1 - t2) * scale;
    left = side * 2 * t2 * scale;
    rest = ahead ? Math.PI - acute : acute;
  }

  /** G(φ) = (π − φ) cos φ + sin φ. */
  double g() {
    return Math.fma(rest, cosine, sine);
  }

  /**
   * Turns v towards v* by atan t and gives the turn's cosine. Errors add up over many turns; read
   * the plane anew at intervals.
   */
  double turn(double t) {
    double shrink = 1 / Math.sqrt(1 + t * t);
    double turnedSine = (sine - cosine * t) * shrink;
    cosine = (cosine + sine * t) * shrink;
    // Past v* or −v* the plane's other half goes on: sin φ stays positive, φ within [0, π].
    sine = Math.abs(turnedSine);
    double turned = rest + Angle.arcTangent(t);
    rest = turned > Math.PI ? 2 * Math.PI - turned : Math.abs(turned);
    side = cosine < 0 ? -1 : 1;
    left = side * sine * sine / (1 + Math.abs(cosine));
    return shrink;
  }
}
