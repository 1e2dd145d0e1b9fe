package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import java.lang.foreign.MemorySegment;

/** Updates of vectors in memory; the projected step's also sums what the next step needs. */
final class FloatUpdates {
  private FloatUpdates() {}

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
}
