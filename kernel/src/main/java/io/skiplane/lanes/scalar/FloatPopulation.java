package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import java.lang.foreign.MemorySegment;

/** Population steps of the weights, one weight after the other. */
final class FloatPopulation {
  private FloatPopulation() {}

  /** a_j ← keep·a_j + gain·a*_j + shift for all j below k and each step's gain and shift. */
  static void outputSteps(
      MemorySegment a,
      long ao,
      long so,
      long k,
      float keep,
      long steps,
      long to,
      MemorySegment work) {
    for (long j = 0; j < k; j++) {
      float x = get(a, ao, j);
      for (long step = 0; step < steps; step++) {
        float gain = get(work, to, 2 * step);
        float shift = get(work, to, 2 * step + 1);
        x = Math.fma(x, keep, Math.fma(get(work, so, j), gain, shift));
      }
      set(a, ao, j, x);
    }
  }

  /** v ← v + growth·v + pull·(v* − side·v) for each step's −side, growth and pull. */
  static void planeSteps(
      MemorySegment v, long vo, long so, long n, long steps, long to, MemorySegment work) {
    for (long i = 0; i < n; i++) {
      float x = get(v, vo, i);
      for (long step = 0; step < steps; step++) {
        float back = get(work, to, 3 * step);
        float growth = get(work, to, 3 * step + 1);
        float pull = get(work, to, 3 * step + 2);
        x = Math.fma(pull, Math.fma(back, x, get(work, so, i)), Math.fma(growth, x, x));
      }
      set(v, vo, i, x);
    }
  }
}
