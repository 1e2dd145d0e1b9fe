package io.skiplane.lanes.scalar;

import io.skiplane.testing.DoubleDouble;
import io.skiplane.testing.WorstError;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * The double elementary functions, each with its range, the places inside where it is hard, the
 * exact function in 106 bits, and the largest error that its Javadoc states. Around π and π/2 the
 * exact function is that of the distance to the rounded π, which is the one that there is.
 */
enum SampledFunction {
  /** sin φ of angles and planes, φ in [0, π]. */
  SINE(3.39, Math.PI, Angle::sine, SampledFunction::exactSine, Math.PI / 2),
  /** cos φ of angles and planes, φ in [0, π]. */
  COSINE(2.61, Math.PI, Angle::cosine, SampledFunction::exactCosine, Math.PI / 2),
  /** sin φ of the reduced step, φ in [0, π]. */
  REDUCED_SINE(3.16, Math.PI, DoubleReduced::sine, SampledFunction::exactSine, Math.PI / 2),
  /** Every t ≥ 0. */
  ARC_TANGENT(
      3.19, 1e300, Angle::arcTangent, SampledFunction::exactArcTangent, 1 / 6.0, 0.4142, 2.4142),
  /** Every t ≥ 0. */
  REDUCED_ARC_TANGENT(
      3.19, 1e300, DoubleReduced::arcTangent, SampledFunction::exactArcTangent, 1, 0.4142, 2.4142),
  /** φ from the squared chords n and 4 − n. */
  BETWEEN(3.9, 4, near -> Angle.between(near, 4 - near), SampledFunction::exactBetween, 2),
  /** −2 ln u for u in (0, 1] as normals have it. */
  LOGARITHM(
      5,
      1,
      u -> DoubleNormals.minusTwoLn(onGrid(u)),
      u -> DoubleDouble.logarithm(onGrid(u)).times(-2),
      0.5,
      0.9375,
      1),
  /** The radius √(−2 ln u). */
  RADIUS(
      2.6,
      1,
      u -> Math.sqrt(DoubleNormals.minusTwoLn(onGrid(u))),
      u -> DoubleDouble.logarithm(onGrid(u)).times(-2).root(),
      0.5,
      0.9375,
      1),
  /** √2 sin(πx/2), |x| ≤ ½. */
  TURN_SINE(
      2,
      0.5,
      x -> DoubleCurves.turnSine(x * x) * x,
      x -> DoubleDouble.PI.times(x / 2).sine().times(DoubleDouble.of(2).root())),
  /** √2 cos(πx/2), |x| ≤ ½. */
  TURN_COSINE(
      1.3,
      0.5,
      x -> DoubleCurves.turnCosine(x * x),
      x -> DoubleDouble.PI.times(x / 2).cosine().times(DoubleDouble.of(2).root()));

  /** Units of the last place that the Javadoc states. */
  final double stated;

  private final double largest;
  private final DoubleUnaryOperator actual;
  private final DoubleFunction<DoubleDouble> exact;
  private final double[] hard;

  SampledFunction(
      double stated,
      double largest,
      DoubleUnaryOperator actual,
      DoubleFunction<DoubleDouble> exact,
      double... hard) {
    this.stated = stated;
    this.largest = largest;
    this.actual = actual;
    this.exact = exact;
    this.hard = hard;
  }

  /** The largest error over some arguments: of all sizes, at both ends, and at the hard places. */
  WorstError worst(long count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    WorstError worst = new WorstError();
    for (long i = 0; i < count; i++) {
      double x = argument(random, (int) i & 7);
      if (x > 0 && x <= largest) {
        worst.see(x, actual.applyAsDouble(x), exact.apply(x));
      }
    }
    return worst;
  }

  private double argument(SplittableRandom random, int kind) {
    double u = random.nextDouble();
    double ordinary = Math.min(largest, 4);
    return switch (kind) {
      case 0, 1, 2 -> ordinary * u;
      case 3 -> Math.scalb(1 + u, random.nextInt(-60, 3));
      case 4 -> largest * Math.scalb(1 + u, random.nextInt(-300, 0));
      case 5 -> ordinary - Math.scalb(1 + u, random.nextInt(-53, 0));
      default -> {
        double place = hard.length == 0 ? ordinary : hard[random.nextInt(hard.length)];
        double away = Math.scalb(1 + u, random.nextInt(-53, -4));
        yield random.nextBoolean() ? place + away : place - away;
      }
    };
  }

  /** The transform's u: a multiple of 2^−52. */
  private static double onGrid(double u) {
    return Math.max(0x1p-52, 2 - (2 - u));
  }

  private static DoubleDouble exactSine(double phi) {
    DoubleDouble x = DoubleDouble.of(phi);
    return phi > Math.PI / 2 ? DoubleDouble.sum(Math.PI, -phi).sine() : x.sine();
  }

  private static DoubleDouble exactCosine(double phi) {
    DoubleDouble x = DoubleDouble.sum(Math.PI / 2, -phi);
    return phi > Math.PI / 2 ? x.negated().sine().negated() : x.sine();
  }

  private static DoubleDouble exactArcTangent(double t) {
    return DoubleDouble.of(t).arcTangent();
  }

  private static DoubleDouble exactBetween(double near) {
    DoubleDouble n = DoubleDouble.of(near);
    DoubleDouble f = DoubleDouble.of(4 - near);
    return near <= 2
        ? n.over(f).root().arcTangent().times(2)
        : DoubleDouble.PI.minus(f.over(n).root().arcTangent().times(2));
  }
}
