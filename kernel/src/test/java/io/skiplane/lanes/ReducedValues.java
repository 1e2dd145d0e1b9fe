package io.skiplane.lanes;

import java.lang.foreign.MemorySegment;
import java.util.Random;

/**
 * Students of the reduced recurrence: angles to both ends of [0, π], teachers and step sizes of all
 * kinds.
 */
final class ReducedValues {
  private ReducedValues() {}

  static void fill(MemorySegment lanes, int vectors, int lane, KernelCase c) {
    Random random = c.random;
    double k = 1 + random.nextInt(1000);
    double e = random.nextDouble() * 2 / (k + Math.PI - 1);
    double norm = k * random.nextDouble() * 10;
    double sum = Math.sqrt(k * norm) * (random.nextDouble() * 2 - 1);
    set(lanes, vectors, lane, c, ReducedLanes.SUM, c.parameter());
    set(lanes, vectors, lane, c, ReducedLanes.ALIGNMENT, c.parameter());
    set(lanes, vectors, lane, c, ReducedLanes.PHI, angle(random));
    set(lanes, vectors, lane, c, ReducedLanes.SUM_KEEP, 1 - e * (k + Math.PI - 1));
    set(lanes, vectors, lane, c, ReducedLanes.ALIGNMENT_KEEP, 1 - e * (Math.PI - 1));
    set(lanes, vectors, lane, c, ReducedLanes.SCALED_SUM, e * sum);
    set(lanes, vectors, lane, c, ReducedLanes.SUM_SHIFT, e * sum * (k - 1));
    set(lanes, vectors, lane, c, ReducedLanes.SCALED_NORM, e * norm);
    set(lanes, vectors, lane, c, ReducedLanes.ALIGNMENT_SHIFT, e * (sum * sum - norm));
    set(lanes, vectors, lane, c, ReducedLanes.TURN, e * random.nextDouble());
  }

  private static double angle(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> (double) (float) Math.PI;
      case 2 -> random.nextDouble() * 1e-12;
      case 3 -> Math.PI - random.nextDouble() * 1e-6;
      default -> random.nextDouble() * Math.PI;
    };
  }

  private static void set(
      MemorySegment lanes, int vectors, int lane, KernelCase c, ReducedLanes array, double value) {
    c.precision.set(lanes, array.offset(vectors), lane, value);
  }
}
