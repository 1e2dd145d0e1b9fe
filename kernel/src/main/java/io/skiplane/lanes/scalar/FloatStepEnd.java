package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.get;

import io.skiplane.lanes.SphereStep;
import java.lang.foreign.MemorySegment;

/** The end of a step whose direction s is complete: the residual, the moves of v and a. */
final class FloatStepEnd {
  private FloatStepEnd() {}

  /** r, or NaN where the step is not finite: then the weights stay as they were. */
  static double end(
      long k,
      long p,
      double label,
      double etaA,
      double etaW,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long so,
      MemorySegment work) {
    FloatSampled.sums(so, p, weights, vo, work);
    long n = (p + WIDTH - 1) & -WIDTH;
    return move(k, n, label, etaA, etaW, weights, ao, vo, ro, so, work);
  }

  /** Where s·v and ‖s‖² are the first two numbers of the lane area. */
  static double move(
      long k,
      long n,
      double label,
      double etaA,
      double etaW,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long so,
      MemorySegment work) {
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
    FloatUpdates.combine(keep, weights, vo, gain, work, so, n);
    return r;
  }
}
