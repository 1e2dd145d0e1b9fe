package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.LaneSum;
import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;

/** Reads a sum whose lanes a kernel left in the lane area of the workspace. */
final class LaneSums {
  private LaneSums() {}

  /** The sum of lane vector {@code index}. */
  static double read(Precision precision, MemorySegment work, int index) {
    long offset = (long) index * Precision.VECTOR_BYTES;
    return precision == Precision.FLOAT
        ? LaneSum.sumFloat(work, offset)
        : LaneSum.sumDouble(work, offset);
  }

  /** The sum of lane vector {@code index} after {@link Kernels#eightSums}. */
  static double ofEight(Precision precision, MemorySegment work, int index) {
    return precision.get(work, 0, (long) index * (precision.lanes() / 8));
  }
}
