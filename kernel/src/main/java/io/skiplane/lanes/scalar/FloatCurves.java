package io.skiplane.lanes.scalar;

import io.skiplane.lanes.Polynomials;

/** The elementary functions' polynomials by Horner's rule; see {@link Polynomials}. */
final class FloatCurves {
  private FloatCurves() {}

  /** (log(1+f) − f)/f². */
  static float logarithm(float f) {
    float r = Polynomials.FLOAT_LOG_8;
    r = Math.fma(r, f, Polynomials.FLOAT_LOG_7);
    r = Math.fma(r, f, Polynomials.FLOAT_LOG_6);
    r = Math.fma(r, f, Polynomials.FLOAT_LOG_5);
    r = Math.fma(r, f, Polynomials.FLOAT_LOG_4);
    r = Math.fma(r, f, Polynomials.FLOAT_LOG_3);
    r = Math.fma(r, f, Polynomials.FLOAT_LOG_2);
    r = Math.fma(r, f, Polynomials.FLOAT_LOG_1);
    r = Math.fma(r, f, Polynomials.FLOAT_LOG_0);
    return r;
  }

  /** sin(πx/2)/x from x². */
  static float turnSine(float x2) {
    float r = Polynomials.FLOAT_TURN_SINE_4;
    r = Math.fma(r, x2, Polynomials.FLOAT_TURN_SINE_3);
    r = Math.fma(r, x2, Polynomials.FLOAT_TURN_SINE_2);
    r = Math.fma(r, x2, Polynomials.FLOAT_TURN_SINE_1);
    r = Math.fma(r, x2, Polynomials.FLOAT_TURN_SINE_0);
    return r;
  }

  /** cos(πx/2) from x². */
  static float turnCosine(float x2) {
    float r = Polynomials.FLOAT_TURN_COSINE_5;
    r = Math.fma(r, x2, Polynomials.FLOAT_TURN_COSINE_4);
    r = Math.fma(r, x2, Polynomials.FLOAT_TURN_COSINE_3);
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
