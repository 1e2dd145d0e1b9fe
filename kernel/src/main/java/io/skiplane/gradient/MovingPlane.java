package io.skiplane.gradient;

import io.skiplane.lanes.SphereStep;

/**
 * The plane of v and v* from step to step: cos φ and sin φ, together so that φ keeps its relative
 * precision at both ends. A step moves v by α along e2, the unit vector of v* − cos φ v, and by β
 * across the plane, and divides by the norm:
 *
 * <pre>
 * cos φ' = (cos φ + α sin φ)/√(1 + α² + β²)    sin φ' = √((sin φ − α cos φ)² + β²)/√(1 + α² + β²)
 * </pre>
 */
final class MovingPlane {
  /** cos φ. */
  double cosine;

  /** sin φ. */
  double sine;

  /** Reads the plane from the squared chords ‖v − v*‖² and ‖v + v*‖², which may share a factor. */
  void read(double near, double far) {
    double inverse = 1 / (near + far);
    cosine = (far - near) * inverse;
    sine = 2 * Math.sqrt(near * far) * inverse;
  }

  /** The sign of cos φ: v lies nearer to side·v*. */
  double side() {
    return cosine < 0 ? -1 : 1;
  }

  /** side − cos φ, to full relative precision. */
  double left() {
    return side() * sine * sine / (1 + Math.abs(cosine));
  }

  /** Moves v; returns the factor 1/√(1 + α² + β²). */
  double move(double alpha, double squaredBeta) {
    double inverse = SphereStep.inverse(Math.fma(alpha, alpha, squaredBeta));
    double rest = Math.fma(-alpha, cosine, sine);
    cosine = inverse * Math.fma(alpha, sine, cosine);
    sine = inverse * Math.sqrt(Math.fma(rest, rest, squaredBeta));
    return inverse;
  }

  /** Divides by √(cos²φ + sin²φ), which is 1 but for the rounding of many moves. */
  void restore() {
    double inverse = SphereStep.inverse(Math.fma(cosine, cosine, Math.fma(sine, sine, -1)));
    cosine *= inverse;
    sine *= inverse;
  }
}
