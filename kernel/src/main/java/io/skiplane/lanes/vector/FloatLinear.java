package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** Linear algebra of vectors in memory: zeros, sums of vectors, the dot product. */
final class FloatLinear {
  private FloatLinear() {}

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

  /** Lane vector 0: Σ x_i y_i. */
  static void dot(MemorySegment x, long xo, MemorySegment y, long yo, long n, MemorySegment work) {
    if (!x.isNative() || !y.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = n * Float.BYTES;
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      long i = part;
      for (; i < end - 3 * VECTOR; i += 4 * VECTOR) {
        s0 =
            FloatVector.fromMemorySegment(SPECIES, x, xo + i, ORDER)
                .fma(FloatVector.fromMemorySegment(SPECIES, y, yo + i, ORDER), s0);
        s1 =
            FloatVector.fromMemorySegment(SPECIES, x, xo + i + VECTOR, ORDER)
                .fma(FloatVector.fromMemorySegment(SPECIES, y, yo + i + VECTOR, ORDER), s1);
        s2 =
            FloatVector.fromMemorySegment(SPECIES, x, xo + i + 2 * VECTOR, ORDER)
                .fma(FloatVector.fromMemorySegment(SPECIES, y, yo + i + 2 * VECTOR, ORDER), s2);
        s3 =
            FloatVector.fromMemorySegment(SPECIES, x, xo + i + 3 * VECTOR, ORDER)
                .fma(FloatVector.fromMemorySegment(SPECIES, y, yo + i + 3 * VECTOR, ORDER), s3);
      }
      if (i < end) {
        s0 =
            FloatVector.fromMemorySegment(SPECIES, x, xo + i, ORDER)
                .fma(FloatVector.fromMemorySegment(SPECIES, y, yo + i, ORDER), s0);
        i += VECTOR;
      }
      if (i < end) {
        s1 =
            FloatVector.fromMemorySegment(SPECIES, x, xo + i, ORDER)
                .fma(FloatVector.fromMemorySegment(SPECIES, y, yo + i, ORDER), s1);
        i += VECTOR;
      }
      if (i < end) {
        s2 =
            FloatVector.fromMemorySegment(SPECIES, x, xo + i, ORDER)
                .fma(FloatVector.fromMemorySegment(SPECIES, y, yo + i, ORDER), s2);
      }
      s0.add(s1).add(s2.add(s3)).intoMemorySegment(work, part, ORDER);
    }
  }
}
