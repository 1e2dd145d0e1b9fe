package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.Kernels.ACCUMULATORS;
import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;

import java.lang.foreign.MemorySegment;

/** The direction s of narrow patches, from the lanes of its accumulators. */
final class FloatDirection {
  private FloatDirection() {}

  /** s_i = Σ of the lanes of accumulator i; then Σ s_i v_i and Σ s_i². */
  static void end(int p, long so, MemorySegment v, long vo, MemorySegment work) {
    for (int i = 0; i < p; i += WIDTH) {
      FloatTree.sums(work, ACCUMULATORS + i * VECTOR, so + (long) i * Float.BYTES, 1);
    }
    FloatSampled.sums(so, p, v, vo, work);
  }
}
