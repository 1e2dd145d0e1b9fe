package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.Kernels.ACCUMULATORS;
import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;

import java.lang.foreign.MemorySegment;

/** The end of a small step, from the accumulators of s to the new weights. */
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
    direction(p, so, weights, vo, work);
    return FloatStepEnd.move(k, FloatLanes.WIDTH, label, etaA, etaW, weights, ao, vo, ro, so, work);
  }

  /** s_i = Σ of the lanes of accumulator i; then Σ s_i v_i and Σ s_i². */
  static void direction(int p, long so, MemorySegment v, long vo, MemorySegment work) {
    for (int i = 0; i < p; i += WIDTH) {
      FloatTree.sums(work, ACCUMULATORS + i * VECTOR, so + (long) i * Float.BYTES, 1);
    }
    FloatStepEnd.sums(so, p, v, vo, work);
  }
}
