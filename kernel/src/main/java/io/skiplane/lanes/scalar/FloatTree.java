package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import io.skiplane.lanes.LaneSum;
import java.lang.foreign.MemorySegment;

/** The lane sums of W accumulators, one after the other. */
final class FloatTree {
  private FloatTree() {}

  /** Writes the sums of the lanes of {@code groups}·W vectors to number[groups·W] at {@code to}. */
  static void sums(MemorySegment work, long from, long to, int groups) {
    for (int r = 0; r < groups * WIDTH; r++) {
      set(work, to, r, LaneSum.sumFloat(work, from + r * VECTOR));
    }
  }
}
