package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** Sums over padded vectors: each leaves its lanes in the lane area of the workspace. */
final class FloatDots {
  private FloatDots() {}

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

  /** Lane vectors 0, 1: Σ a_j and Σ a_j a*_j. */
  static void outputSums(MemorySegment a, long ao, long so, long n, MemorySegment work) {
    if (!a.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = n * Float.BYTES;
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector sum0 = FloatVector.zero(SPECIES);
      FloatVector sum1 = sum0;
      FloatVector dot0 = sum0;
      FloatVector dot1 = sum0;
      long i = part;
      for (; i < end - VECTOR; i += 2 * VECTOR) {
        FloatVector a0 = FloatVector.fromMemorySegment(SPECIES, a, ao + i, ORDER);
        FloatVector a1 = FloatVector.fromMemorySegment(SPECIES, a, ao + i + VECTOR, ORDER);
        sum0 = sum0.add(a0);
        sum1 = sum1.add(a1);
        dot0 = a0.fma(FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER), dot0);
        dot1 = a1.fma(FloatVector.fromMemorySegment(SPECIES, work, so + i + VECTOR, ORDER), dot1);
      }
      if (i < end) {
        FloatVector a0 = FloatVector.fromMemorySegment(SPECIES, a, ao + i, ORDER);
        sum0 = sum0.add(a0);
        dot0 = a0.fma(FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER), dot0);
      }
      sum0.add(sum1).intoMemorySegment(work, part, ORDER);
      dot0.add(dot1).intoMemorySegment(work, VECTOR + part, ORDER);
    }
  }

  /** Lane vectors 0, 1: Σ (v_i − v*_i)² and Σ (v_i + v*_i)². */
  static void chords(MemorySegment v, long vo, long so, long n, MemorySegment work) {
    if (!v.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = n * Float.BYTES;
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector near = FloatVector.zero(SPECIES);
      FloatVector far = near;
      for (long i = part; i < end; i += VECTOR) {
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, v, vo + i, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
        FloatVector d = x.sub(y);
        FloatVector e = x.add(y);
        near = d.fma(d, near);
        far = e.fma(e, far);
      }
      near.intoMemorySegment(work, part, ORDER);
      far.intoMemorySegment(work, VECTOR + part, ORDER);
    }
  }
}
