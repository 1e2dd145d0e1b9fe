package io.skiplane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One reduced step turns φ by atan(h T (π−φ) sin φ), with the relative precision that a small angle
 * or a small turn needs, through every piece of the arc tangent and past both poles; and S and T
 * move as their formulas say.
 */
class ReducedTurnTest {
  private static final int VECTORS = 4;
  private static final int ROUNDS = 2000;

  /** Roundings in the longest chain to a number, each of less than one unit of the number. */
  private static final double UNITS = 8;

  @ParameterizedTest
  @EnumSource(Precision.class)
  void isTheFormulas(Precision precision) {
    Random random = new Random(3);
    double worst = 0;
    for (int round = 0; round < ROUNDS; round++) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment before = lanes(arena);
        MemorySegment after = lanes(arena);
        for (int lane = 0; lane < VECTORS * precision.lanes(); lane++) {
          fill(before, precision, lane, random);
        }
        after.copyFrom(before);
        Twins.chosen(precision).reduced(after, VECTORS, 1);
        for (int lane = 0; lane < VECTORS * precision.lanes(); lane++) {
          worst = Math.max(worst, worst(before, after, precision, lane));
        }
      }
    }
    System.out.printf("reduced step, %s: observed maximum %.2f of the bound%n", precision, worst);
    assertThat(worst).isLessThan(1);
  }

  private static MemorySegment lanes(Arena arena) {
    return arena.allocate((long) ReducedLanes.ARRAYS * VECTORS * Precision.VECTOR_BYTES, 64);
  }

  /** Angles and turns of all sizes, on both sides; teachers of all kinds. */
  private static void fill(MemorySegment lanes, Precision precision, int lane, Random random) {
    double small = Math.pow(10, -12 * random.nextDouble());
    double angle = Math.PI * small;
    double phi = random.nextInt(3) == 0 ? Math.PI - angle : angle;
    set(lanes, precision, lane, ReducedLanes.PHI, random.nextBoolean() ? phi : -phi);
    set(lanes, precision, lane, ReducedLanes.SUM, random.nextGaussian());
    set(lanes, precision, lane, ReducedLanes.ALIGNMENT, random.nextGaussian());
    set(lanes, precision, lane, ReducedLanes.SUM_KEEP, random.nextDouble());
    set(lanes, precision, lane, ReducedLanes.ALIGNMENT_KEEP, random.nextDouble());
    set(lanes, precision, lane, ReducedLanes.SCALED_SUM, random.nextGaussian());
    set(lanes, precision, lane, ReducedLanes.SUM_SHIFT, random.nextGaussian());
    set(lanes, precision, lane, ReducedLanes.SCALED_NORM, random.nextDouble());
    set(lanes, precision, lane, ReducedLanes.ALIGNMENT_SHIFT, random.nextGaussian());
    // A vector of small turns alone takes the short way, a mixed one both.
    double most = lane / precision.lanes() % 2 == 0 ? -1 : 2;
    double turn = Math.pow(10, most - 9 * random.nextDouble());
    set(lanes, precision, lane, ReducedLanes.TURN, turn);
  }

  /** The largest error of S', T' and φ' over its bound. */
  private static double worst(
      MemorySegment before, MemorySegment after, Precision precision, int lane) {
    double unit = precision == Precision.FLOAT ? 0x1p-24 : 0x1p-53;
    double phi = get(before, precision, lane, ReducedLanes.PHI);
    double size = Math.abs(phi);
    double rest = Math.PI - size;
    double sine = StrictMath.sin(size);
    double g = rest * StrictMath.cos(size) + sine;
    double alignment = get(before, precision, lane, ReducedLanes.ALIGNMENT);
    double pull = get(before, precision, lane, ReducedLanes.TURN) * alignment;
    double turn = StrictMath.atan(pull * rest * sine);
    double turned = size - turn;
    double folded = turned > Math.PI ? 2 * Math.PI - turned : Math.abs(turned);
    boolean behind = turned < 0 || turned > Math.PI;
    double expected = phi < 0 != behind ? -folded : folded;
    // Near π, π − φ has the absolute error of φ and of the rounded π.
    double nearFar = size > 1 ? Math.abs(pull) * rest : 0;
    double bound = UNITS * unit * (Math.max(size, folded) + Math.abs(turn) + nearFar);
    double error = Math.abs(get(after, precision, lane, ReducedLanes.PHI) - expected);
    if (size > 1) { // −π and π are the same angle
      error = Math.min(error, Math.abs(error - 2 * Math.PI));
    }
    double sum = get(before, precision, lane, ReducedLanes.SUM);
    double worst = error / bound;
    double sumGain = get(before, precision, lane, ReducedLanes.SCALED_SUM);
    worst =
        Math.max(
            worst,
            linear(
                get(after, precision, lane, ReducedLanes.SUM),
                unit,
                get(before, precision, lane, ReducedLanes.SUM_KEEP) * sum,
                sumGain * g,
                sumGain * Math.PI, // what an error of G may be relative to
                get(before, precision, lane, ReducedLanes.SUM_SHIFT)));
    double norm = get(before, precision, lane, ReducedLanes.SCALED_NORM);
    return Math.max(
        worst,
        linear(
            get(after, precision, lane, ReducedLanes.ALIGNMENT),
            unit,
            get(before, precision, lane, ReducedLanes.ALIGNMENT_KEEP) * alignment - sumGain * sum,
            norm * g,
            norm * Math.PI + Math.abs(sumGain * sum),
            get(before, precision, lane, ReducedLanes.ALIGNMENT_SHIFT)));
  }

  private static double linear(
      double actual, double unit, double kept, double gain, double size, double shift) {
    double bound =
        UNITS * unit * (Math.abs(kept) + Math.abs(gain) + Math.abs(size) + Math.abs(shift));
    return Math.abs(actual - (kept + gain + shift)) / bound;
  }

  private static double get(
      MemorySegment lanes, Precision precision, int lane, ReducedLanes array) {
    return precision.get(lanes, array.offset(VECTORS), lane);
  }

  private static void set(
      MemorySegment lanes, Precision precision, int lane, ReducedLanes array, double value) {
    precision.set(lanes, array.offset(VECTORS), lane, value);
  }
}
