package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import java.lang.foreign.MemorySegment;

/** Linear algebra of vectors in memory: zeros, sums of vectors, the dot product. */
final class FloatLinear {
  private FloatLinear() {}

  /** Zeros. */
  static void clear(MemorySegment m, long offset, long bytes) {
    for (long i = 0; i < bytes / Float.BYTES; i++) {
      set(m, offset, i, 0);
    }
  }

  /** y ← y + scale·x. */
  static void addScaled(float scale, MemorySegment x, long xo, MemorySegment y, long yo, long n) {
    for (long i = 0; i < n; i++) {
      set(y, yo, i, Math.fma(get(x, xo, i), scale, get(y, yo, i)));
    }
  }

  /** y ← alpha·y + beta·x. */
  static void combine(
      float alpha, MemorySegment y, long yo, float beta, MemorySegment x, long xo, long n) {
    for (long i = 0; i < n; i++) {
      set(y, yo, i, Math.fma(get(y, yo, i), alpha, get(x, xo, i) * beta));
    }
  }

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
}
