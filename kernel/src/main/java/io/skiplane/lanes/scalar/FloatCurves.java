package io.skiplane.lanes.scalar;

import io.skiplane.lanes.Polynomials;

/** The elementary functions' polynomials by Horner's rule; see {@link Polynomials}. */
final class FloatCurves {
  private FloatCurves() {}

  /** √2 sin(πx/4)/x from x². */
  static float turnSine(float x2) {
    float r = Polynomials.FLOAT_TURN_SINE_3;
    r = Math.fma(r, x2, Polynomials.FLOAT_TURN_SINE_2);
    r = Math.fma(r, x2, Polynomials.FLOAT_TURN_SINE_1);
    r = Math.fma(r, x2, Polynomials.FLOAT_TURN_SINE_0);
    return r;
  }

  /** √2 cos(πx/4) from x². */
  static float turnCosine(float x2) {
    float r = Polynomials.FLOAT_TURN_COSINE_3;
    r = Math.fma(r, x2, Polynomials.FLOAT_TURN_COSINE_2);
    r = Math.fma(r, x2, Polynomials.FLOAT_TURN_COSINE_1);
    r = Math.fma(r, x2, Polynomials.FLOAT_TURN_COSINE_0);
    return r;
  }

  /** sin φ/z from z = φ(π − φ). */
  static float sine(float z) {
    float r = Polynomials.FLOAT_SINE_5;
    r = Math.fma(r, z, Polynomials.FLOAT_SINE_4);
    r = Math.fma(r, z, Polynomials.FLOAT_SINE_3);
    r = Math.fma(r, z, Polynomials.FLOAT_SINE_2);
    r = Math.fma(r, z, Polynomials.FLOAT_SINE_1);
    r = Math.fma(r, z, Polynomials.FLOAT_SINE_0);
    return r;
  }

  /** cos φ/(π/2 − φ) from z = φ(π − φ). */
  static float cosine(float z) {
    float r = Polynomials.FLOAT_COSINE_4;
    r = Math.fma(r, z, Polynomials.FLOAT_COSINE_3);
    r = Math.fma(r, z, Polynomials.FLOAT_COSINE_2);
    r = Math.fma(r, z, Polynomials.FLOAT_COSINE_1);
    r = Math.fma(r, z, Polynomials.FLOAT_COSINE_0);
    return r;
  }

  /** atan(x)/x from x². */
  static float arcTangent(float x2) {
    float r = Polynomials.FLOAT_ARC_TANGENT_4;
    r = Math.fma(r, x2, Polynomials.FLOAT_ARC_TANGENT_3);
    r = Math.fma(r, x2, Polynomials.FLOAT_ARC_TANGENT_2);
    r = Math.fma(r, x2, Polynomials.FLOAT_ARC_TANGENT_1);
    r = Math.fma(r, x2, Polynomials.FLOAT_ARC_TANGENT_0);
    return r;
  }

  /** atan(x)/x from x², for small |x|. */
  static float smallArcTangent(float x2) {
    float r = Polynomials.FLOAT_SMALL_ARC_TANGENT_2;
    r = Math.fma(r, x2, Polynomials.FLOAT_SMALL_ARC_TANGENT_1);
    r = Math.fma(r, x2, Polynomials.FLOAT_SMALL_ARC_TANGENT_0);
    return r;
  }
}
