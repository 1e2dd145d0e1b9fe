package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static io.skiplane.lanes.vector.FloatLanes.WIDTH;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.skiplane.lanes.LaneSum;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The lane sums of W accumulators at once, in the order of {@link LaneSum}: two vectors that each
 * want their upper half added to the lower one share an addition, so W vectors become W/2, and so
 * on to one vector that holds a sum in each lane.
 */
final class FloatTree {
  private FloatTree() {}

  private static final VectorShuffle<Float> SWAP8 = swap(8);
  private static final VectorShuffle<Float> SWAP4 = swap(4);
  private static final VectorShuffle<Float> SWAP2 = swap(2);
  private static final VectorShuffle<Float> SWAP1 = swap(1);
  private static final VectorMask<Float> UPPER8 = VectorMask.fromLong(SPECIES, 0xFF00);
  private static final VectorMask<Float> UPPER4 = VectorMask.fromLong(SPECIES, 0xF0F0);
  private static final VectorMask<Float> UPPER2 = VectorMask.fromLong(SPECIES, 0xCCCC);
  private static final VectorMask<Float> UPPER1 = VectorMask.fromLong(SPECIES, 0xAAAA);

  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ distance) % SPECIES.length());
  }

  /** Writes the sums of the lanes of the W vectors at {@code from} to number[W] at {@code to}. */
  static void sums(MemorySegment work, long from, long to) {
    if (PART < VECTOR) {
      for (int r = 0; r < WIDTH; r++) {
        float sum = LaneSum.sumFloat(work, from + r * VECTOR);
        work.set(JAVA_FLOAT, to + (long) r * Float.BYTES, sum);
      }
      return;
    }
    if (WIDTH == 16) {
      halve(work, from, 8, SWAP8, UPPER8);
    }
    halve(work, from, 4, SWAP4, UPPER4);
    halve(work, from, 2, SWAP2, UPPER2);
    halve(work, from, 1, SWAP1, UPPER1);
    FloatVector.fromMemorySegment(SPECIES, work, from, ORDER).intoMemorySegment(work, to, ORDER);
  }

  /**
   * Vectors r and r + half become one: r's sums in the lower of each pair of parts, r + half's
   * above.
   */
  private static void halve(
      MemorySegment work, long from, int half, VectorShuffle<Float> swap, VectorMask<Float> upper) {
    for (long r = from; r < from + half * VECTOR; r += VECTOR) {
      FloatVector x = FloatVector.fromMemorySegment(SPECIES, work, r, ORDER);
      FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, r + half * VECTOR, ORDER);
      x.blend(y, upper).add(y.blend(x, upper).rearrange(swap)).intoMemorySegment(work, r, ORDER);
    }
  }
}
