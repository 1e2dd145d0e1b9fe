package io.skiplane.lanes.scalar;

import io.skiplane.testing.WorstError;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongFunction;

/**
 * The float elementary functions, each with all the arguments that the kernel can give it, the
 * exact function, and the largest error that its Javadoc states. Around π and π/2 the exact
 * function is that of the distance to the rounded π, which is the one that there is.
 */
enum FloatFunction {
  /** sin φ of the reduced step, φ in [0, π]. */
  SINE(
      3.08,
      1 + bits((float) Math.PI),
      FloatFunction::float32,
      FloatReduced::sine,
      FloatFunction::exactSine),
  /** cos φ of the reduced step, φ in [0, π]. */
  COSINE(
      3.77,
      1 + bits((float) Math.PI),
      FloatFunction::float32,
      FloatReduced::cosine,
      FloatFunction::exactCosine),
  /** Every t. */
  ARC_TANGENT(
      2.86,
      bits(Float.POSITIVE_INFINITY),
      FloatFunction::float32,
      FloatReduced::arcTangent,
      StrictMath::atan),
  /** Small turns, |t| ≤ ⅛, before φ is added. */
  SMALL_ARC_TANGENT(
      1.33,
      1 + bits(0.125f),
      FloatFunction::float32,
      t -> t * FloatCurves.smallArcTangent(t * t),
      StrictMath::atan),
  /** −2 ln u from 31 bits. */
  LOGARITHM(
      36.2,
      words(),
      i -> word(i) + 0.5f,
      FloatNormals::minusTwoLn,
      w -> -2 * StrictMath.log(w * 0x1p-31)),
  /** The radius √(−2 ln u). */
  RADIUS(
      14.3,
      words(),
      i -> word(i) + 0.5f,
      w -> (float) Math.sqrt(FloatNormals.minusTwoLn(w)),
      w -> Math.sqrt(-2 * StrictMath.log(w * 0x1p-31))),
  /** √2 sin(πx/4). */
  TURN_SINE(
      1.97,
      words(),
      i -> word(i) * 0x1p-31f,
      x -> FloatCurves.turnSine(x * x) * x,
      x -> Math.sqrt(2) * StrictMath.sin(Math.PI / 4 * x)),
  /** √2 cos(πx/4). */
  TURN_COSINE(
      1.15,
      words(),
      i -> word(i) * 0x1p-31f,
      x -> FloatCurves.turnCosine(x * x),
      x -> Math.sqrt(2) * StrictMath.cos(Math.PI / 4 * x));

  /** A float function. */
  @FunctionalInterface
  interface Actual {
    float at(float x);
  }

  /** Units of the last place that the Javadoc states. */
  final double stated;

  /** Number of arguments. */
  final long count;

  private final LongFunction<Float> argument;
  private final Actual actual;
  private final DoubleUnaryOperator exact;

  FloatFunction(
      double stated,
      long count,
      LongFunction<Float> argument,
      Actual actual,
      DoubleUnaryOperator exact) {
    this.stated = stated;
    this.count = count;
    this.argument = argument;
    this.actual = actual;
    this.exact = exact;
  }

  /** The largest error over every {@code stride}-th argument of a range. */
  WorstError worst(long from, long to, long stride) {
    WorstError worst = new WorstError();
    for (long i = (from + stride - 1) / stride * stride; i < to; i += stride) {
      float x = argument.apply(i);
      worst.see(x, actual.at(x), exact.applyAsDouble(x));
    }
    return worst;
  }

  private static float float32(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  private static long bits(float x) {
    return Float.floatToIntBits(x);
  }

  /** Floats that the numbers from 0 to 2^31 are rounded to. */
  private static long words() {
    return (1L << 24) + 7 * (1L << 23) + 1;
  }

  private static float word(long i) {
    long rest = i - (1L << 24);
    return rest < 0
        ? i
        : Math.scalb(1 + (rest & (1L << 23) - 1) * 0x1p-23f, 24 + (int) (rest >> 23));
  }

  private static double exactSine(double phi) {
    return StrictMath.sin(phi > Math.PI / 2 ? (float) Math.PI - phi : phi);
  }

  private static double exactCosine(double phi) {
    return StrictMath.sin((float) Math.PI / 2.0 - phi);
  }
}
