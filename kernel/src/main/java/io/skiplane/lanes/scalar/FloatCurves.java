package io.skiplane.lanes.scalar;

import io.skiplane.lanes.Polynomials;

/**
 * The elementary functions' polynomials by Horner's rule; see {@link Polynomials}.
 *
 * <p>Largest errors over every float, as the steps and the normals use them, in units of the last
 * place of the exact result:
 *
 * <pre>
 * sin φ, φ in [0, π]            3.08    cos φ, φ in [0, π]           3.77
 * atan t, all t                 2.86    atan t, |t| ≤ 1/8            1.33
 * √2 sin(πx/4), |x| ≤ 1         1.97    √2 cos(πx/4), |x| ≤ 1        1.15
 * </pre>
 *
 * <p>The rounded π stands for π: beyond π/2 the sine's argument is the distance to it, and the
 * cosine's that to half of it. {@code FunctionErrorsTest} measures them.
 */
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
