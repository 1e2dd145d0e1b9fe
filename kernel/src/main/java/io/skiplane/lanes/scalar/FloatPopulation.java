package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
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

  /** Lane vectors 0, 1: Σ a_j and Σ a_j a*_j. */
  static void outputSums(MemorySegment a, long ao, long so, long n, MemorySegment work) {
    for (int lane = 0; lane < WIDTH; lane++) {
      float sum0 = 0;
      float sum1 = 0;
      float dot0 = 0;
      float dot1 = 0;
      boolean odd = false;
      for (long i = lane; i < n; i += WIDTH) {
        float ai = get(a, ao, i);
        float star = get(work, so, i);
        if (odd) {
          sum1 += ai;
          dot1 = Math.fma(ai, star, dot1);
        } else {
          sum0 += ai;
          dot0 = Math.fma(ai, star, dot0);
        }
        odd = !odd;
      }
      set(work, 0, lane, sum0 + sum1);
      set(work, VECTOR, lane, dot0 + dot1);
    }
  }

  /** Lane vectors 0, 1: Σ (v_i − v*_i)² and Σ (v_i + v*_i)². */
  static void chords(MemorySegment v, long vo, long so, long n, MemorySegment work) {
    for (int lane = 0; lane < WIDTH; lane++) {
      float near = 0;
      float far = 0;
      for (long i = lane; i < n; i += WIDTH) {
        float d = get(v, vo, i) - get(work, so, i);
        float e = get(v, vo, i) + get(work, so, i);
        near = Math.fma(d, d, near);
        far = Math.fma(e, e, far);
      }
      set(work, 0, lane, near);
      set(work, VECTOR, lane, far);
    }
  }
}
