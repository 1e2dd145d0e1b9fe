package io.skiplane.lanes.vector;

import static io.skiplane.lanes.Kernels.ACCUMULATORS;
import static io.skiplane.lanes.Kernels.NARROW_COLUMNS;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static io.skiplane.lanes.vector.FloatLanes.WIDTH;

import java.lang.foreign.MemorySegment;

/**
 * The direction s of narrow patches, from the lanes of its accumulators. Up to 8 columns it stays
 * in registers from the accumulators to the two sums: a small step waits for this chain.
 */
final class FloatDirection {
  private FloatDirection() {}

  /** s_i = Σ of the lanes of accumulator i; then Σ s_i v_i and Σ s_i². */
  static void end(int p, long so, MemorySegment v, long vo, MemorySegment work) {
    if (p <= NARROW_COLUMNS && PART == VECTOR) {
      FloatNarrowStep.eight(false, 0, p, 0, 0, 0, v, 0, vo, 0, so, work);
      return;
    }
    for (int i = 0; i < p; i += WIDTH) {
      FloatTree.sums(work, ACCUMULATORS + i * VECTOR, so + (long) i * Float.BYTES, 1);
    }
    FloatSampled.sums(so, p, v, vo, work);
  }
}
