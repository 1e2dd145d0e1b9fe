package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** Updates of vectors in memory; the projected step's also sums what the next step needs. */
final class FloatUpdates {
  private FloatUpdates() {}

  /** Zeros. */
  static void clear(MemorySegment m, long offset, long bytes) {
    if (!m.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long i = 0; i < bytes; i += PART) {
      zero.intoMemorySegment(m, offset + i, ORDER);
    }
  }

  /** y ← y + scale·x. */
  static void addScaled(float scale, MemorySegment x, long xo, MemorySegment y, long yo, long n) {
    if (!x.isNative() || !y.isNative()) {
      throw Segments.onHeap();
    }
    long end = n * Float.BYTES;
    FloatVector factor = FloatVector.broadcast(SPECIES, scale);
    for (long i = 0; i < end; i += PART) {
      FloatVector.fromMemorySegment(SPECIES, x, xo + i, ORDER)
          .fma(factor, FloatVector.fromMemorySegment(SPECIES, y, yo + i, ORDER))
          .intoMemorySegment(y, yo + i, ORDER);
    }
  }

  /** y ← alpha·y + beta·x. */
  static void combine(
      float alpha, MemorySegment y, long yo, float beta, MemorySegment x, long xo, long n) {
    if (!y.isNative() || !x.isNative()) {
      throw Segments.onHeap();
    }
    long end = n * Float.BYTES;
    FloatVector keep = FloatVector.broadcast(SPECIES, alpha);
    FloatVector gain = FloatVector.broadcast(SPECIES, beta);
    for (long i = 0; i < end; i += PART) {
      FloatVector.fromMemorySegment(SPECIES, y, yo + i, ORDER)
          .fma(keep, FloatVector.fromMemorySegment(SPECIES, x, xo + i, ORDER).mul(gain))
          .intoMemorySegment(y, yo + i, ORDER);
    }
  }
}
