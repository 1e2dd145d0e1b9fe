package io.skiplane.lanes.scalar;

import io.skiplane.lanes.Polynomials;

/**
 * The elementary functions' polynomials by Horner's rule; see {@link Polynomials}.
 *
 * <p>Largest errors of the functions as the steps use them, in units of the last place of the exact
 * result; over 10^8 random and hard arguments each, and for the last two over 10^6, with a margin:
 *
 * <pre>
 * sin φ of the reduced step, φ in [0, π]   3.16    atan t, all t ≥ 0             3.19
 * √2 sin(πx/2), |x| ≤ ½                    2       √2 cos(πx/2), |x| ≤ ½         1.3
 * </pre>
 *
 * <p>The rounded π stands for π: beyond π/2 the sine's argument is the distance to it. {@code
 * FunctionErrorsTest} measures them.
 */
final class DoubleCurves {
  private DoubleCurves() {}

  /** √2 sin(πx/2)/x from x². */
  static double turnSine(double x2) {
    double r = Polynomials.DOUBLE_TURN_SINE_6;
    r = Math.fma(r, x2, Polynomials.DOUBLE_TURN_SINE_5);
    r = Math.fma(r, x2, Polynomials.DOUBLE_TURN_SINE_4);
    r = Math.fma(r, x2, Polynomials.DOUBLE_TURN_SINE_3);
    r = Math.fma(r, x2, Polynomials.DOUBLE_TURN_SINE_2);
    r = Math.fma(r, x2, Polynomials.DOUBLE_TURN_SINE_1);
    r = Math.fma(r, x2, Polynomials.DOUBLE_TURN_SINE_0);
    return r;
  }

  /** √2 cos(πx/2) from x². */
  static double turnCosine(double x2) {
    double r = Polynomials.DOUBLE_TURN_COSINE_6;
    r = Math.fma(r, x2, Polynomials.DOUBLE_TURN_COSINE_5);
    r = Math.fma(r, x2, Polynomials.DOUBLE_TURN_COSINE_4);
    r = Math.fma(r, x2, Polynomials.DOUBLE_TURN_COSINE_3);
    r = Math.fma(r, x2, Polynomials.DOUBLE_TURN_COSINE_2);
    r = Math.fma(r, x2, Polynomials.DOUBLE_TURN_COSINE_1);
    r = Math.fma(r, x2, Polynomials.DOUBLE_TURN_COSINE_0);
    return r;
  }

  /** sin φ/z from z = φ(π − φ). */
  static double sine(double z) {
    double r = Polynomials.DOUBLE_SINE_9;
    r = Math.fma(r, z, Polynomials.DOUBLE_SINE_8);
    r = Math.fma(r, z, Polynomials.DOUBLE_SINE_7);
    r = Math.fma(r, z, Polynomials.DOUBLE_SINE_6);
    r = Math.fma(r, z, Polynomials.DOUBLE_SINE_5);
    r = Math.fma(r, z, Polynomials.DOUBLE_SINE_4);
    r = Math.fma(r, z, Polynomials.DOUBLE_SINE_3);
    r = Math.fma(r, z, Polynomials.DOUBLE_SINE_2);
    r = Math.fma(r, z, Polynomials.DOUBLE_SINE_1);
    r = Math.fma(r, z, Polynomials.DOUBLE_SINE_0);
    return r;
  }

  /** cos φ/(π/2 − φ) from z = φ(π − φ). */
  static double cosine(double z) {
    double r = Polynomials.DOUBLE_COSINE_8;
    r = Math.fma(r, z, Polynomials.DOUBLE_COSINE_7);
    r = Math.fma(r, z, Polynomials.DOUBLE_COSINE_6);
    r = Math.fma(r, z, Polynomials.DOUBLE_COSINE_5);
    r = Math.fma(r, z, Polynomials.DOUBLE_COSINE_4);
    r = Math.fma(r, z, Polynomials.DOUBLE_COSINE_3);
    r = Math.fma(r, z, Polynomials.DOUBLE_COSINE_2);
    r = Math.fma(r, z, Polynomials.DOUBLE_COSINE_1);
    r = Math.fma(r, z, Polynomials.DOUBLE_COSINE_0);
    return r;
  }

  /** atan(x)/x from x². */
  static double arcTangent(double x2) {
    double r = Polynomials.DOUBLE_ARC_TANGENT_10;
    r = Math.fma(r, x2, Polynomials.DOUBLE_ARC_TANGENT_9);
    r = Math.fma(r, x2, Polynomials.DOUBLE_ARC_TANGENT_8);
    r = Math.fma(r, x2, Polynomials.DOUBLE_ARC_TANGENT_7);
    r = Math.fma(r, x2, Polynomials.DOUBLE_ARC_TANGENT_6);
    r = Math.fma(r, x2, Polynomials.DOUBLE_ARC_TANGENT_5);
    r = Math.fma(r, x2, Polynomials.DOUBLE_ARC_TANGENT_4);
    r = Math.fma(r, x2, Polynomials.DOUBLE_ARC_TANGENT_3);
    r = Math.fma(r, x2, Polynomials.DOUBLE_ARC_TANGENT_2);
    r = Math.fma(r, x2, Polynomials.DOUBLE_ARC_TANGENT_1);
    r = Math.fma(r, x2, Polynomials.DOUBLE_ARC_TANGENT_0);
    return r;
  }

  /** atan(x)/x from x², for small |x|. */
  static double smallArcTangent(double x2) {
    double r = Polynomials.DOUBLE_SMALL_ARC_TANGENT_6;
    r = Math.fma(r, x2, Polynomials.DOUBLE_SMALL_ARC_TANGENT_5);
    r = Math.fma(r, x2, Polynomials.DOUBLE_SMALL_ARC_TANGENT_4);
    r = Math.fma(r, x2, Polynomials.DOUBLE_SMALL_ARC_TANGENT_3);
    r = Math.fma(r, x2, Polynomials.DOUBLE_SMALL_ARC_TANGENT_2);
    r = Math.fma(r, x2, Polynomials.DOUBLE_SMALL_ARC_TANGENT_1);
    r = Math.fma(r, x2, Polynomials.DOUBLE_SMALL_ARC_TANGENT_0);
    return r;
  }
}
