package io.skiplane.gradient;

import io.skiplane.lanes.scalar.Angle;

/**
 * The plane of v and v*, from the squared chords ‖v − v*‖² and ‖v + v*‖². With t the shorter chord
 * over the longer one, t = tan(φ/2) on the near side and tan((π−φ)/2) on the far one; all else is
 * rational in t, so nothing cancels at either end.
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
}
