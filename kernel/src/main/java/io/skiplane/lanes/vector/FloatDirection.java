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
import static io.skiplane.lanes.vector.FloatTree.UPPER2;
import static io.skiplane.lanes.vector.FloatTree.UPPER4;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * The direction s of narrow patches, from the lanes of its accumulators. Up to 8 columns it stays
 * in registers from the accumulators to the two sums: a small step waits for this chain.
 */
final class FloatDirection {
  private FloatDirection() {}

  /** s_i = Σ of the lanes of accumulator i; then Σ s_i v_i and Σ s_i². */
  static void end(long from, int p, long so, MemorySegment v, long vo, MemorySegment work) {
    if (p <= 8 && PART == VECTOR) {
      eight(from, p, so, v, vo, work);
      return;
    }
    for (int i = 0; i < p; i += WIDTH) {
      FloatTree.sums(work, from + i * VECTOR, so + (long) i * Float.BYTES, 1);
    }
    FloatSampled.sums(so, p, v, vo, work);
  }

  /** The order of the lanes' sum is that of {@link FloatTree}: 8 apart, then 4, 2 and 1. */
  private static void eight(
      long from, int p, long so, MemorySegment v, long vo, MemorySegment work) {
    if (!v.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, work, from, ORDER);
    FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, work, from + VECTOR, ORDER);
    FloatVector x2 = FloatVector.fromMemorySegment(SPECIES, work, from + 2 * VECTOR, ORDER);
    FloatVector x3 = FloatVector.fromMemorySegment(SPECIES, work, from + 3 * VECTOR, ORDER);
    FloatVector x4 = FloatVector.fromMemorySegment(SPECIES, work, from + 4 * VECTOR, ORDER);
    FloatVector x5 = FloatVector.fromMemorySegment(SPECIES, work, from + 5 * VECTOR, ORDER);
    FloatVector x6 = FloatVector.fromMemorySegment(SPECIES, work, from + 6 * VECTOR, ORDER);
    FloatVector x7 = FloatVector.fromMemorySegment(SPECIES, work, from + 7 * VECTOR, ORDER);
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

    // As FloatSampled.sums: fma into 0, so that a product of −0 becomes 0 there and here.
    FloatVector along = s.fma(FloatVector.fromMemorySegment(SPECIES, v, vo, ORDER), zero);
    FloatVector length = s.fma(s, zero);
    if (WIDTH == 16) {
      along = along.add(along.rearrange(SWAP8));
      length = length.add(length.rearrange(SWAP8));
    }
    along = along.add(along.rearrange(SWAP4));
    length = length.add(length.rearrange(SWAP4));
    along = along.add(along.rearrange(SWAP2));
    length = length.add(length.rearrange(SWAP2));
    along
        .blend(length, UPPER1)
        .add(length.blend(along, UPPER1).rearrange(SWAP1))
        .intoMemorySegment(work, 0, ORDER);
  }
}
