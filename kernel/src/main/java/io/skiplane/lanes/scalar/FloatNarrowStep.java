package io.skiplane.lanes.scalar;

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
    FloatDirection.end(p, so, weights, vo, work);
    return FloatStepEnd.move(k, FloatLanes.WIDTH, label, etaA, etaW, weights, ao, vo, ro, so, work);
  }
}
