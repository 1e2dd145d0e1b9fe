package io.skiplane.lanes.vector;

import static io.skiplane.lanes.Kernels.ACCUMULATORS;
import static io.skiplane.lanes.Kernels.NARROW_COLUMNS;
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
import static io.skiplane.lanes.vector.FloatTree.UPPER2;
import static io.skiplane.lanes.vector.FloatTree.UPPER4;

import io.skiplane.lanes.SphereStep;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The end of a pass over few columns, and of a small step: from the accumulators of s to its two
 * sums and to the new weights, in registers, as a small step waits for all of this chain.
 */
final class FloatNarrowStep {
  private FloatNarrowStep() {}

  /** r, or NaN where the step is not finite: then the weights stay as they were. */
  static double end(
      long k,
      int p,
      double label,
      double etaA,
      double etaW,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long so,
      MemorySegment work) {
    if (PART == VECTOR) {
      return eight(true, k, p, label, etaA, etaW, weights, ao, vo, ro, so, work);
    }
    direction(p, so, weights, vo, work);
    return FloatStepEnd.move(k, WIDTH, label, etaA, etaW, weights, ao, vo, ro, so, work);
  }

  /**
   * Writes s and the sums s·v and ‖s‖²; where {@code step} is set, moves the weights too. The order
   * of the lanes' sum is that of {@link FloatTree}: 8 apart, then 4, 2 and 1.
   */
  static double eight(
      boolean step,
      long k,
      int p,
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
    FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, work, ACCUMULATORS, ORDER);
    FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, work, ACCUMULATORS + VECTOR, ORDER);
    FloatVector x2 = FloatVector.fromMemorySegment(SPECIES, work, ACCUMULATORS + 2 * VECTOR, ORDER);
    FloatVector x3 = FloatVector.fromMemorySegment(SPECIES, work, ACCUMULATORS + 3 * VECTOR, ORDER);
    FloatVector x4 = FloatVector.fromMemorySegment(SPECIES, work, ACCUMULATORS + 4 * VECTOR, ORDER);
    FloatVector x5 = FloatVector.fromMemorySegment(SPECIES, work, ACCUMULATORS + 5 * VECTOR, ORDER);
    FloatVector x6 = FloatVector.fromMemorySegment(SPECIES, work, ACCUMULATORS + 6 * VECTOR, ORDER);
    FloatVector x7 = FloatVector.fromMemorySegment(SPECIES, work, ACCUMULATORS + 7 * VECTOR, ORDER);
    if (WIDTH == 16) {
      // Both halves of the lanes hold the same sums from here on, and s lies in the lower one.
      x0 = x0.add(x0.rearrange(SWAP8));
      x1 = x1.add(x1.rearrange(SWAP8));
      x2 = x2.add(x2.rearrange(SWAP8));
      x3 = x3.add(x3.rearrange(SWAP8));
      x4 = x4.add(x4.rearrange(SWAP8));
      x5 = x5.add(x5.rearrange(SWAP8));
      x6 = x6.add(x6.rearrange(SWAP8));
      x7 = x7.add(x7.rearrange(SWAP8));
    }
    x0 = x0.blend(x4, UPPER4).add(x4.blend(x0, UPPER4).rearrange(SWAP4));
    x1 = x1.blend(x5, UPPER4).add(x5.blend(x1, UPPER4).rearrange(SWAP4));
    x2 = x2.blend(x6, UPPER4).add(x6.blend(x2, UPPER4).rearrange(SWAP4));
    x3 = x3.blend(x7, UPPER4).add(x7.blend(x3, UPPER4).rearrange(SWAP4));
    x0 = x0.blend(x2, UPPER2).add(x2.blend(x0, UPPER2).rearrange(SWAP2));
    x1 = x1.blend(x3, UPPER2).add(x3.blend(x1, UPPER2).rearrange(SWAP2));
    x0 = x0.blend(x1, UPPER1).add(x1.blend(x0, UPPER1).rearrange(SWAP1));
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s = zero.blend(x0, SPECIES.indexInRange(0, p));
    s.intoMemorySegment(work, so, ORDER);

    // As FloatStepEnd.sums: fma into 0, so that a product of −0 becomes 0 there and here. The upper
    // half of 16 lanes is 0, so that its level of the tree would add nothing.
    FloatVector v = FloatVector.fromMemorySegment(SPECIES, weights, vo, ORDER);
    FloatVector along = s.fma(v, zero);
    FloatVector length = s.fma(s, zero);
    along = along.add(along.rearrange(SWAP4));
    length = length.add(length.rearrange(SWAP4));
    along = along.add(along.rearrange(SWAP2));
    length = length.add(length.rearrange(SWAP2));
    FloatVector sums =
        along.blend(length, UPPER1).add(length.blend(along, UPPER1).rearrange(SWAP1));
    // Where all 8 products underflow below 0, the sum is −0 here and, with what else FloatStepEnd
    // adds, 0 there. Mended beside the chain that a step waits for: 0 for readers, and the same r.
    sums.add(zero).intoMemorySegment(work, 0, ORDER);
    if (!step) {
      return 0;
    }
    double f = sums.lane(0);
    double r = f - (label == 0 ? -0.0 : label);
    double turn = etaW * r;
    double across = SphereStep.across(turn, f, sums.lane(1));
    if (!Double.isFinite(r * f) || !Double.isFinite(across)) {
      return Double.NaN;
    }
    double inverse = SphereStep.inverse(across);
    FloatVector keep = FloatVector.broadcast(SPECIES, (float) (inverse * (1 + turn * f)));
    FloatVector gain = FloatVector.broadcast(SPECIES, (float) (-inverse * turn));
    v.fma(keep, s.mul(gain)).intoMemorySegment(weights, vo, ORDER);
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

  /** s_i = Σ of the lanes of accumulator i; then Σ s_i v_i and Σ s_i². */
  static void direction(int p, long so, MemorySegment v, long vo, MemorySegment work) {
    if (p <= NARROW_COLUMNS && PART == VECTOR) {
      eight(false, 0, p, 0, 0, 0, v, 0, vo, 0, so, work);
      return;
    }
    for (int i = 0; i < p; i += WIDTH) {
      FloatTree.sums(work, ACCUMULATORS + i * VECTOR, so + (long) i * Float.BYTES, 1);
    }
    FloatStepEnd.sums(so, p, v, vo, work);
  }
}
