package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static io.skiplane.lanes.vector.FloatLanes.WIDTH;
import static io.skiplane.lanes.vector.FloatTree.SWAP1;
import static io.skiplane.lanes.vector.FloatTree.SWAP2;
import static io.skiplane.lanes.vector.FloatTree.SWAP4;
import static io.skiplane.lanes.vector.FloatTree.SWAP8;
import static io.skiplane.lanes.vector.FloatTree.UPPER1;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.skiplane.lanes.LaneSum;
import io.skiplane.lanes.SphereStep;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The end of a step whose direction s is complete: its two sums, the residual, the moves of v and
 * a. One method where a vector is one part, as each call would cost as much as its few vectors;
 * strides that C2 does not know, as the limits of a counted loop would too.
 */
final class FloatStepEnd {
  private FloatStepEnd() {}

  /** r, or NaN where the step is not finite: then the weights stay as they were. */
  static double end(
      long k,
      long p,
      double label,
      double etaA,
      double etaW,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long so,
      MemorySegment work) {
    if (PART < VECTOR) {
      sums(so, p, weights, vo, work);
      return move(k, padded(p), label, etaA, etaW, weights, ao, vo, ro, so, work);
    }
    if (p % WIDTH != 0) {
      clearTail(so, p, work);
    }
    return wide(k, padded(p), label, etaA, etaW, weights, ao, vo, ro, so, work);
  }

  private static long padded(long p) {
    return (p + WIDTH - 1) & -WIDTH;
  }

  /** Where s·v and ‖s‖² are the first two numbers of the lane area. */
  static double move(
      long k,
      long n,
      double label,
      double etaA,
      double etaW,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long so,
      MemorySegment work) {
    double along = work.get(JAVA_FLOAT, 0);
    double r = along - label;
    double turn = etaW * r;
    double across = SphereStep.across(turn, along, work.get(JAVA_FLOAT, Float.BYTES));
    if (!Double.isFinite(r * along) || !Double.isFinite(across)) {
      return Double.NaN;
    }
    addActivation(weights, ao, k, (float) (-etaA * r), ro, work);
    double inverse = SphereStep.inverse(across);
    float keep = (float) (inverse * (1 + turn * along));
    FloatLinear.combine(keep, weights, vo, (float) (-inverse * turn), work, so, n);
    return r;
  }

  /** The same with the sums, in the order of {@link #sums}. */
  private static double wide(
      long k,
      long n,
      double label,
      double etaA,
      double etaW,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long so,
      MemorySegment work) {
    if (!weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = n * Float.BYTES;
    FloatVector along = FloatVector.zero(SPECIES);
    FloatVector along1 = along;
    FloatVector length = along;
    FloatVector length1 = along;
    long i = 0;
    for (; i < end - VECTOR; i += 2 * FloatLanes.stride) {
      FloatVector s0 = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
      FloatVector s1 = FloatVector.fromMemorySegment(SPECIES, work, so + i + VECTOR, ORDER);
      along = s0.fma(FloatVector.fromMemorySegment(SPECIES, weights, vo + i, ORDER), along);
      along1 =
          s1.fma(FloatVector.fromMemorySegment(SPECIES, weights, vo + i + VECTOR, ORDER), along1);
      length = s0.fma(s0, length);
      length1 = s1.fma(s1, length1);
    }
    if (i < end) {
      FloatVector s0 = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
      along = s0.fma(FloatVector.fromMemorySegment(SPECIES, weights, vo + i, ORDER), along);
      length = s0.fma(s0, length);
    }
    along = along.add(along1);
    length = length.add(length1);
    if (WIDTH == 16) {
      along = along.add(along.rearrange(SWAP8));
      length = length.add(length.rearrange(SWAP8));
    }
    along = along.add(along.rearrange(SWAP4));
    length = length.add(length.rearrange(SWAP4));
    along = along.add(along.rearrange(SWAP2));
    length = length.add(length.rearrange(SWAP2));
    FloatVector sums =
        along.blend(length, UPPER1).add(length.blend(along, UPPER1).rearrange(SWAP1));
    sums.intoMemorySegment(work, 0, ORDER);
    double f = sums.lane(0);
    double r = f - label;
    double turn = etaW * r;
    double across = SphereStep.across(turn, f, sums.lane(1));
    if (!Double.isFinite(r * f) || !Double.isFinite(across)) {
      return Double.NaN;
    }
    double inverse = SphereStep.inverse(across);
    FloatVector keep = FloatVector.broadcast(SPECIES, (float) (inverse * (1 + turn * f)));
    FloatVector gain = FloatVector.broadcast(SPECIES, (float) (-inverse * turn));
    for (i = 0; i < end; i += FloatLanes.stride) {
      FloatVector.fromMemorySegment(SPECIES, weights, vo + i, ORDER)
          .fma(keep, FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER).mul(gain))
          .intoMemorySegment(weights, vo + i, ORDER);
    }
    moveOutputWeight(k, (float) (-etaA * r), weights, ao, ro, work);
    return r;
  }

  /** a ← a + push·σ(u), the padding of a as it was. */
  static void moveOutputWeight(
      long k, float push, MemorySegment weights, long ao, long ro, MemorySegment work) {
    if (!weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector scale = FloatVector.broadcast(SPECIES, push);
    long end = k * Float.BYTES;
    long i = 0;
    for (; i <= end - VECTOR; i += FloatLanes.stride) {
      FloatVector.fromMemorySegment(SPECIES, work, ro + i, ORDER)
          .fma(scale, FloatVector.fromMemorySegment(SPECIES, weights, ao + i, ORDER))
          .intoMemorySegment(weights, ao + i, ORDER);
    }
    if (i < end) {
      VectorMask<Float> inside = SPECIES.indexInRange(0, (end - i) / Float.BYTES);
      FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + i, ORDER);
      FloatVector moved = FloatVector.fromMemorySegment(SPECIES, work, ro + i, ORDER).fma(scale, a);
      a.blend(moved, inside).intoMemorySegment(weights, ao + i, ORDER);
    }
  }

  /** Σ s_i v_i and Σ s_i² as the first two numbers of the lane area; s beyond p becomes 0. */
  static void sums(long so, long p, MemorySegment v, long vo, MemorySegment work) {
    clearTail(so, p, work);
    laneSums(so, p * Float.BYTES, v, vo, work);
    float along = LaneSum.sumFloat(work, 0);
    work.set(JAVA_FLOAT, Float.BYTES, LaneSum.sumFloat(work, VECTOR));
    work.set(JAVA_FLOAT, 0, along);
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
