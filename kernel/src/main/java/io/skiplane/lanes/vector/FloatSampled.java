package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** What a sampled step needs beside its patches: the direction's two sums, and the step of a. */
final class FloatSampled {
  private FloatSampled() {}

  /** Σ s_i v_i and Σ s_i² as the first two numbers of the lane area; s beyond p becomes 0. */
  static void sums(long so, long p, MemorySegment v, long vo, MemorySegment work) {
    clearTail(so, p, work);
    laneSums(so, p * Float.BYTES, v, vo, work);
    FloatTree.two(work);
  }

  /** s beyond p becomes 0, up to whole vectors. */
  static void clearTail(long so, long p, MemorySegment work) {
    if (!work.isNative()) {
      throw Segments.onHeap();
    }
    long end = p * Float.BYTES;
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long i = end & -VECTOR; i < end; i += PART) {
      VectorMask<Float> inside = SPECIES.indexInRange(0, (end - i) / Float.BYTES);
      zero.blend(FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER), inside)
          .intoMemorySegment(work, so + i, ORDER);
    }
    for (long i = (end + PART - 1) & -PART; i < ((end + VECTOR - 1) & -VECTOR); i += PART) {
      zero.intoMemorySegment(work, so + i, ORDER);
    }
  }

  /** Lane vectors 0, 1: Σ s_i v_i and Σ s_i². */
  private static void laneSums(long so, long end, MemorySegment v, long vo, MemorySegment work) {
    if (!v.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long padded = (end + VECTOR - 1) & -VECTOR;
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector along0 = FloatVector.zero(SPECIES);
      FloatVector along1 = along0;
      FloatVector length0 = along0;
      FloatVector length1 = along0;
      long i = part;
      for (; i < padded - VECTOR; i += 2 * VECTOR) {
        FloatVector s0 = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
        FloatVector s1 = FloatVector.fromMemorySegment(SPECIES, work, so + i + VECTOR, ORDER);
        along0 = s0.fma(FloatVector.fromMemorySegment(SPECIES, v, vo + i, ORDER), along0);
        along1 = s1.fma(FloatVector.fromMemorySegment(SPECIES, v, vo + i + VECTOR, ORDER), along1);
        length0 = s0.fma(s0, length0);
        length1 = s1.fma(s1, length1);
      }
      if (i < padded) {
        FloatVector s0 = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
        along0 = s0.fma(FloatVector.fromMemorySegment(SPECIES, v, vo + i, ORDER), along0);
        length0 = s0.fma(s0, length0);
      }
      along0.add(along1).intoMemorySegment(work, part, ORDER);
      length0.add(length1).intoMemorySegment(work, VECTOR + part, ORDER);
    }
  }

  /** a_j ← a_j + push·σ_j for all j below k. */
  static void addActivation(
      MemorySegment a, long ao, long k, float push, long ro, MemorySegment work) {
    if (!a.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = k * Float.BYTES;
    FloatVector scale = FloatVector.broadcast(SPECIES, push);
    long i = 0;
    for (; i <= end - PART; i += PART) {
      FloatVector.fromMemorySegment(SPECIES, work, ro + i, ORDER)
          .fma(scale, FloatVector.fromMemorySegment(SPECIES, a, ao + i, ORDER))
          .intoMemorySegment(a, ao + i, ORDER);
    }
    for (; i < end; i += Float.BYTES) { // What follows belongs to others.
      float moved = Math.fma(work.get(JAVA_FLOAT, ro + i), push, a.get(JAVA_FLOAT, ao + i));
      a.set(JAVA_FLOAT, ao + i, moved);
    }
  }
}
