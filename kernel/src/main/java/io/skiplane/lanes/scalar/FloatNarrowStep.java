package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.get;

import io.skiplane.lanes.SphereStep;
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
    double along = get(work, 0, 0);
    double r = along - label;
    double turn = etaW * r;
    double across = SphereStep.across(turn, along, get(work, 0, 1));
    if (!Double.isFinite(r * along) || !Double.isFinite(across)) {
      return Double.NaN;
    }
    FloatSampled.addActivation(weights, ao, k, (float) (-etaA * r), ro, work);
    double inverse = SphereStep.inverse(across);
    float keep = (float) (inverse * (1 + turn * along));
    float gain = (float) (-inverse * turn);
    FloatUpdates.combine(keep, weights, vo, gain, work, so, FloatLanes.WIDTH);
    return r;
  }
}
