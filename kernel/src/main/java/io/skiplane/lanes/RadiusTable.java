package io.skiplane.lanes;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The tables from which the Box-Muller transform has −2 ln m, m in [1, 2): as many pieces as a
 * logical vector has lanes, so that a lookup is one permutation. On piece i,
 *
 * <pre>
 * −2 ln m = T_i + f P(f)    f = C_i m − 1    C_i about 1 over the middle of the piece    T_i = 2 ln C_i
 * </pre>
 *
 * <p>Two pieces make u = 1 and its neighbourhood exact: the last has C = ½ and T = −2 ln 2, which
 * the exponent of a u just below 1 cancels; the first has C = 1 − 1/(2W) and T = −f P(f) at m = 1,
 * an exact product, so that the radius of u = 1 is 0 and no root is taken of a number below 0.
 */
public final class RadiusTable {
  /** −2 ln 2. */
  public static final float FLOAT_MINUS_TWO_LN2 = -1.3862944f;

  /** −2 ln 2. */
  public static final double DOUBLE_MINUS_TWO_LN2 = -1.3862943611198906;

  /** {@code C: float32[16]} and {@code T: float32[16]}. */
  public static final MemorySegment FLOAT = allocate();

  /** {@code C: float64[8]} and {@code T: float64[8]}. */
  public static final MemorySegment DOUBLE = allocate();

  static {
    int floats = Precision.FLOAT.lanes();
    for (int i = 0; i < floats; i++) {
      float c = (float) inverse(i, floats);
      float t = (float) (2 * StrictMath.log(c));
      if (i == 0) {
        t = (1 - c) * floatLogarithm(c - 1);
      }
      FLOAT.setAtIndex(JAVA_FLOAT, i, c);
      FLOAT.setAtIndex(JAVA_FLOAT, floats + i, i == floats - 1 ? FLOAT_MINUS_TWO_LN2 : t);
    }
    int doubles = Precision.DOUBLE.lanes();
    for (int i = 0; i < doubles; i++) {
      double c = inverse(i, doubles);
      double t = 2 * StrictMath.log(c);
      if (i == 0) {
        t = (1 - c) * doubleLogarithm(c - 1);
      }
      DOUBLE.setAtIndex(JAVA_DOUBLE, i, c);
      DOUBLE.setAtIndex(JAVA_DOUBLE, doubles + i, i == doubles - 1 ? DOUBLE_MINUS_TWO_LN2 : t);
    }
  }

  private RadiusTable() {}

  private static MemorySegment allocate() {
    return Arena.global().allocate(2L * Precision.VECTOR_BYTES, Precision.VECTOR_BYTES);
  }

  private static double inverse(int piece, int pieces) {
    if (piece == 0) {
      return 1 - 0.5 / pieces;
    }
    return piece == pieces - 1 ? 0.5 : 1 / (1 + (piece + 0.5) / pieces);
  }

  /** −2 log(1+f)/f as the transform has it. */
  public static float floatLogarithm(float f) {
    float p = Math.fma(Polynomials.FLOAT_LOG_2, f, Polynomials.FLOAT_LOG_1);
    return Math.fma(p, f, Polynomials.FLOAT_LOG_0);
  }

  /** −2 log(1+f)/f as the transform has it: odd and even powers apart, half as long a chain. */
  public static double doubleLogarithm(double f) {
    double f2 = f * f;
    double odd = Polynomials.DOUBLE_LOG_9;
    odd = Math.fma(odd, f2, Polynomials.DOUBLE_LOG_7);
    odd = Math.fma(odd, f2, Polynomials.DOUBLE_LOG_5);
    odd = Math.fma(odd, f2, Polynomials.DOUBLE_LOG_3);
    odd = Math.fma(odd, f2, Polynomials.DOUBLE_LOG_1);
    double even = Polynomials.DOUBLE_LOG_8;
    even = Math.fma(even, f2, Polynomials.DOUBLE_LOG_6);
    even = Math.fma(even, f2, Polynomials.DOUBLE_LOG_4);
    even = Math.fma(even, f2, Polynomials.DOUBLE_LOG_2);
    even = Math.fma(even, f2, Polynomials.DOUBLE_LOG_0);
    return Math.fma(odd, f, even);
  }
}
