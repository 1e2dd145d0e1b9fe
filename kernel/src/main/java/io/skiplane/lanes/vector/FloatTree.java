package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static io.skiplane.lanes.vector.FloatLanes.WIDTH;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.skiplane.lanes.LaneSum;
import io.skiplane.memory.Segments;
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

  static final VectorShuffle<Float> SWAP8 = swap(8);
  static final VectorShuffle<Float> SWAP4 = swap(4);
  static final VectorShuffle<Float> SWAP2 = swap(2);
  static final VectorShuffle<Float> SWAP1 = swap(1);
  static final VectorMask<Float> UPPER8 = VectorMask.fromLong(SPECIES, 0xFF00);
  static final VectorMask<Float> UPPER4 = VectorMask.fromLong(SPECIES, 0xF0F0);
  static final VectorMask<Float> UPPER2 = VectorMask.fromLong(SPECIES, 0xCCCC);
  static final VectorMask<Float> UPPER1 = VectorMask.fromLong(SPECIES, 0xAAAA);

  /** Of the levels of {@link #eight}, from the whole vector down. */
  static final VectorShuffle<Float> SWAP_HALF = swap(WIDTH / 2);

  static final VectorShuffle<Float> SWAP_QUARTER = swap(WIDTH / 4);
  static final VectorShuffle<Float> SWAP_EIGHTH = swap(WIDTH / 8);

  /** Of the last level, which only 16 lanes have. */
  static final VectorShuffle<Float> SWAP_PAIR = SWAP1;

  static final VectorMask<Float> UPPER_HALF = WIDTH == 16 ? UPPER8 : UPPER4;
  static final VectorMask<Float> UPPER_QUARTER = WIDTH == 16 ? UPPER4 : UPPER2;
  static final VectorMask<Float> UPPER_EIGHTH = WIDTH == 16 ? UPPER2 : UPPER1;

  private static VectorShuffle<Float> swap(int distance) {
    int[] lanes = new int[SPECIES.length()];
    for (int lane = 0; lane < lanes.length; lane++) {
      lanes[lane] = (lane ^ distance) % lanes.length;
    }
    return VectorShuffle.fromArray(SPECIES, lanes, 0);
  }

  /**
   * Of {@code count} sums that fill a part of the lanes each, one number each as the first lanes.
   */
  static VectorShuffle<Float> first(int count) {
    return VectorShuffle.iota(SPECIES, 0, SPECIES.length() / count, true);
  }

  /** The same from the middle of the vector on. */
  static VectorShuffle<Float> upper(int count) {
    return VectorShuffle.iota(SPECIES, SPECIES.length() / 2, SPECIES.length() / count, true);
  }

  /** The first lanes, each so many times. */
  static VectorShuffle<Float> repeat(int times) {
    int[] lanes = new int[SPECIES.length()];
    for (int lane = 0; lane < lanes.length; lane++) {
      lanes[lane] = lane / times;
    }
    return VectorShuffle.fromArray(SPECIES, lanes, 0);
  }

  /**
   * Writes the sums of the lanes of some vectors to number[count] at {@code to}; the numbers behind
   * them, up to a multiple of W, may become anything.
   */
  static void sums(MemorySegment work, long from, long to, int count) {
    if (PART < VECTOR) {
      for (int r = 0; r < count; r++) {
        float sum = LaneSum.sumFloat(work, from + r * VECTOR);
        work.set(JAVA_FLOAT, to + (long) r * Float.BYTES, sum);
      }
      return;
    }
    int groups = (count + WIDTH - 1) / WIDTH;
    if (WIDTH == 16) {
      for (int group = 0; group < groups; group++) {
        halve(work, from + group * (WIDTH * VECTOR));
      }
    }
    eights(work, from, to, groups);
  }

  /**
   * 8 vectors of each group, each the lanes of one accumulator or half the lanes of two, become 4,
   * 2 and 1 in registers.
   */
  private static void eights(MemorySegment work, long base, long to, int groups) {
    if (!work.isNative()) {
      throw Segments.onHeap();
    }
    for (int group = 0; group < groups; group++) {
      long from = base + group * (WIDTH * VECTOR);
      FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, work, from, ORDER);
      FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, work, from + VECTOR, ORDER);
      FloatVector x2 = FloatVector.fromMemorySegment(SPECIES, work, from + 2 * VECTOR, ORDER);
      FloatVector x3 = FloatVector.fromMemorySegment(SPECIES, work, from + 3 * VECTOR, ORDER);
      FloatVector x4 = FloatVector.fromMemorySegment(SPECIES, work, from + 4 * VECTOR, ORDER);
      FloatVector x5 = FloatVector.fromMemorySegment(SPECIES, work, from + 5 * VECTOR, ORDER);
      FloatVector x6 = FloatVector.fromMemorySegment(SPECIES, work, from + 6 * VECTOR, ORDER);
      FloatVector x7 = FloatVector.fromMemorySegment(SPECIES, work, from + 7 * VECTOR, ORDER);
      x0 = x0.blend(x4, UPPER4).add(x4.blend(x0, UPPER4).rearrange(SWAP4));
      x1 = x1.blend(x5, UPPER4).add(x5.blend(x1, UPPER4).rearrange(SWAP4));
      x2 = x2.blend(x6, UPPER4).add(x6.blend(x2, UPPER4).rearrange(SWAP4));
      x3 = x3.blend(x7, UPPER4).add(x7.blend(x3, UPPER4).rearrange(SWAP4));
      x0 = x0.blend(x2, UPPER2).add(x2.blend(x0, UPPER2).rearrange(SWAP2));
      x1 = x1.blend(x3, UPPER2).add(x3.blend(x1, UPPER2).rearrange(SWAP2));
      x0 = x0.blend(x1, UPPER1).add(x1.blend(x0, UPPER1).rearrange(SWAP1));
      x0.intoMemorySegment(work, to + group * VECTOR, ORDER);
    }
  }

  /**
   * The sum of lane vector r of the first eight becomes number r·W/8 of the lane area, and repeats
   * up to the next.
   */
  static void eight(MemorySegment work) {
    if (!work.isNative()) {
      throw Segments.onHeap();
    }
    if (PART < VECTOR) {
      // Before the first is overwritten, the later ones go where nobody reads them.
      for (int r = 0; r < 8; r++) {
        work.set(JAVA_FLOAT, r * VECTOR, LaneSum.sumFloat(work, r * VECTOR));
      }
      for (int lane = WIDTH - 1; lane >= 0; lane--) {
        float sum = work.get(JAVA_FLOAT, lane / (WIDTH / 8) * VECTOR);
        work.set(JAVA_FLOAT, (long) lane * Float.BYTES, sum);
      }
      return;
    }
    FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, work, 0, ORDER);
    FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, work, VECTOR, ORDER);
    FloatVector x2 = FloatVector.fromMemorySegment(SPECIES, work, 2 * VECTOR, ORDER);
    FloatVector x3 = FloatVector.fromMemorySegment(SPECIES, work, 3 * VECTOR, ORDER);
    FloatVector x4 = FloatVector.fromMemorySegment(SPECIES, work, 4 * VECTOR, ORDER);
    FloatVector x5 = FloatVector.fromMemorySegment(SPECIES, work, 5 * VECTOR, ORDER);
    FloatVector x6 = FloatVector.fromMemorySegment(SPECIES, work, 6 * VECTOR, ORDER);
    FloatVector x7 = FloatVector.fromMemorySegment(SPECIES, work, 7 * VECTOR, ORDER);
    x0 = x0.blend(x4, UPPER_HALF).add(x4.blend(x0, UPPER_HALF).rearrange(SWAP_HALF));
    x1 = x1.blend(x5, UPPER_HALF).add(x5.blend(x1, UPPER_HALF).rearrange(SWAP_HALF));
    x2 = x2.blend(x6, UPPER_HALF).add(x6.blend(x2, UPPER_HALF).rearrange(SWAP_HALF));
    x3 = x3.blend(x7, UPPER_HALF).add(x7.blend(x3, UPPER_HALF).rearrange(SWAP_HALF));
    x0 = x0.blend(x2, UPPER_QUARTER).add(x2.blend(x0, UPPER_QUARTER).rearrange(SWAP_QUARTER));
    x1 = x1.blend(x3, UPPER_QUARTER).add(x3.blend(x1, UPPER_QUARTER).rearrange(SWAP_QUARTER));
    x0 = x0.blend(x1, UPPER_EIGHTH).add(x1.blend(x0, UPPER_EIGHTH).rearrange(SWAP_EIGHTH));
    if (WIDTH == 16) {
      x0 = x0.add(x0.rearrange(SWAP1));
    }
    x0.intoMemorySegment(work, 0, ORDER);
  }

  /**
   * The rest of {@link #eight} where the first two levels are done: vectors 0, 2, 4, 6 are one in
   * lane vector 0, and vectors 1, 3, 5, 7 in lane vector 1.
   */
  static void last(MemorySegment work) {
    if (PART < VECTOR) {
      eight(work);
      return;
    }
    if (!work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, work, 0, ORDER);
    FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, work, VECTOR, ORDER);
    x0 = x0.blend(x1, UPPER_EIGHTH).add(x1.blend(x0, UPPER_EIGHTH).rearrange(SWAP_EIGHTH));
    if (WIDTH == 16) {
      x0 = x0.add(x0.rearrange(SWAP1));
    }
    x0.intoMemorySegment(work, 0, ORDER);
  }

  /** 16 vectors become 8: r's sums in the lower half of the lanes, those of r + 8 above. */
  private static void halve(MemorySegment work, long from) {
    if (!work.isNative()) {
      throw Segments.onHeap();
    }
    for (long r = from; r < from + 8 * VECTOR; r += VECTOR) {
      FloatVector x = FloatVector.fromMemorySegment(SPECIES, work, r, ORDER);
      FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, r + 8 * VECTOR, ORDER);
      x.blend(y, UPPER8).add(y.blend(x, UPPER8).rearrange(SWAP8)).intoMemorySegment(work, r, ORDER);
    }
  }
}
