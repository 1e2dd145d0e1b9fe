package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import io.skiplane.lanes.LaneSum;
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
    sums(so, p, weights, vo, work);
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
    addActivation(weights, ao, k, (float) (-etaA * r), ro, work);
    double inverse = SphereStep.inverse(across);
    float keep = (float) (inverse * (1 + turn * along));
    float gain = (float) (-inverse * turn);
    FloatLinear.combine(keep, weights, vo, gain, work, so, n);
    return r;
  }

  /** Σ s_i v_i and Σ s_i² as the first two numbers of the lane area; s beyond p becomes 0. */
  static void sums(long so, long p, MemorySegment v, long vo, MemorySegment work) {
    long padded = (p + WIDTH - 1) & -WIDTH;
    for (long i = p; i < padded; i++) {
      set(work, so, i, 0);
    }
    for (int lane = 0; lane < WIDTH; lane++) {
      float along0 = 0;
      float along1 = 0;
      float length0 = 0;
      float length1 = 0;
      boolean odd = false;
      for (long i = lane; i < padded; i += WIDTH) {
        float s = get(work, so, i);
        float x = get(v, vo, i);
        if (odd) {
          along1 = Math.fma(s, x, along1);
          length1 = Math.fma(s, s, length1);
        } else {
          along0 = Math.fma(s, x, along0);
          length0 = Math.fma(s, s, length0);
        }
        odd = !odd;
      }
      set(work, 0, lane, along0 + along1);
      set(work, VECTOR, lane, length0 + length1);
    }
    float along = LaneSum.sumFloat(work, 0);
    set(work, 0, 1, LaneSum.sumFloat(work, VECTOR));
    set(work, 0, 0, along);
  }

  /** a_j ← a_j + push·σ_j for all j below k. */
  static void addActivation(
      MemorySegment a, long ao, long k, float push, long ro, MemorySegment work) {
    for (long j = 0; j < k; j++) {
      set(a, ao, j, Math.fma(get(work, ro, j), push, get(a, ao, j)));
    }
  }
}
