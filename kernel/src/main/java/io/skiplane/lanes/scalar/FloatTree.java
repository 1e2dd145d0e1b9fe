package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import io.skiplane.lanes.LaneSum;
import java.lang.foreign.MemorySegment;

/** The lane sums of W accumulators, one after the other. */
final class FloatTree {
  private FloatTree() {}

  /** Writes the sums of the lanes of some vectors to number[count] at {@code to}. */
  static void sums(MemorySegment work, long from, long to, int count) {
    for (int r = 0; r < count; r++) {
      set(work, to, r, LaneSum.sumFloat(work, from + r * VECTOR));
    }
  }

  /**
   * The sum of lane vector r of the first eight becomes number r·W/8 of the lane area, and repeats
   * up to the next.
   */
  static void eight(MemorySegment work) {
    for (int r = 0; r < 8; r++) {
      float sum = LaneSum.sumFloat(work, r * VECTOR);
      for (int i = 0; i < WIDTH / 8; i++) {
        set(work, 0, r * (WIDTH / 8) + i, sum);
      }
    }
  }
}
