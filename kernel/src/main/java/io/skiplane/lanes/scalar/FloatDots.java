package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import java.lang.foreign.MemorySegment;

/** Sums over padded vectors, lane by lane: each leaves its lanes in the lane area. */
final class FloatDots {
  private FloatDots() {}

  /** Lane vector 0: Σ x_i y_i. */
  static void dot(MemorySegment x, long xo, MemorySegment y, long yo, long n, MemorySegment work) {
    for (int lane = 0; lane < WIDTH; lane++) {
      float s0 = 0;
      float s1 = 0;
      float s2 = 0;
      float s3 = 0;
      int turn = 0;
      for (long i = lane; i < n; i += WIDTH) {
        float xi = get(x, xo, i);
        float yi = get(y, yo, i);
        switch (turn++ & 3) {
          case 0 -> s0 = Math.fma(xi, yi, s0);
          case 1 -> s1 = Math.fma(xi, yi, s1);
          case 2 -> s2 = Math.fma(xi, yi, s2);
          default -> s3 = Math.fma(xi, yi, s3);
        }
      }
      set(work, 0, lane, (s0 + s1) + (s2 + s3));
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
