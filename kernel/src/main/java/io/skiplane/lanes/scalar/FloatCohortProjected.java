package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.CohortKernels.BATCH_DRIFT;
import static io.skiplane.lanes.CohortKernels.BATCH_SPREAD;
import static io.skiplane.lanes.CohortKernels.COSINE;
import static io.skiplane.lanes.CohortKernels.DRIFT;
import static io.skiplane.lanes.CohortKernels.FLAT_FLOAT;
import static io.skiplane.lanes.CohortKernels.LEFT;
import static io.skiplane.lanes.CohortKernels.NEAR_POLE;
import static io.skiplane.lanes.CohortKernels.OUTPUT;
import static io.skiplane.lanes.CohortKernels.SIDE;
import static io.skiplane.lanes.CohortKernels.SINE;
import static io.skiplane.lanes.CohortKernels.SPREAD;
import static io.skiplane.lanes.CohortKernels.TEACHER_OUTPUT;
import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.gate;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import io.skiplane.lanes.CohortKernels;
import java.lang.foreign.MemorySegment;

/** The projected step of a cohort, one student after the other. */
final class FloatCohortProjected {
  private FloatCohortProjected() {}

  /** sin φ and cos φ from t², the shorter of the squared chords over the longer one. */
  static void plane(MemorySegment weights, long vo, long so, long p, MemorySegment work) {
    for (int lane = 0; lane < WIDTH; lane++) {
      float near = 0;
      float far = 0;
      for (long c = 0; c < p; c++) {
        float d = get(weights, vo + c * VECTOR, lane) - get(work, so, c);
        float e = get(weights, vo + c * VECTOR, lane) + get(work, so, c);
        near = Math.fma(d, d, near);
        far = Math.fma(e, e, far);
      }
      float t2 = near <= far ? near / far : far / near;
      float side = near <= far ? 1 : -1;
      float scale = 1 / (1 + t2);
      set(work, COSINE, lane, side * (1 - t2) * scale);
      set(work, SINE, lane, (scale + scale) * (float) Math.sqrt(t2));
      set(work, SIDE, lane, side);
      set(work, LEFT, lane, side * ((scale + scale) * t2));
    }
  }

  /** Writes σ(u); f += a σ(u), g += a* σ(u*), S2 += b y, Q += b². */
  static void projections(
      long draws,
      long patches,
      MemorySegment weights,
      long ao,
      long so,
      boolean first,
      long ro,
      MemorySegment work) {
    for (int lane = 0; lane < WIDTH; lane++) {
      float cosine = get(work, COSINE, lane);
      float sine = get(work, SINE, lane);
      float f = first ? 0 : get(work, OUTPUT, lane);
      float g = first ? 0 : get(work, TEACHER_OUTPUT, lane);
      float drift = first ? 0 : get(work, DRIFT, lane);
      float spread = first ? 0 : get(work, SPREAD, lane);
      for (long patch = 0; patch < patches; patch++) {
        float x = get(work, draws + patch * 2 * VECTOR, lane);
        float y = get(work, draws + patch * 2 * VECTOR + VECTOR, lane);
        float a = get(weights, ao + patch * VECTOR, lane);
        float uStar = Math.fma(cosine, x, sine * y);
        float b = gate(x, a);
        set(work, ro + patch * VECTOR, lane, gate(x, x));
        f = Math.fma(a, gate(x, x), f);
        g = Math.fma(get(work, so, patch), gate(uStar, uStar), g);
        drift = Math.fma(b, y, drift);
        spread = Math.fma(b, b, spread);
      }
      set(work, OUTPUT, lane, f);
      set(work, TEACHER_OUTPUT, lane, g);
      set(work, DRIFT, lane, drift);
      set(work, SPREAD, lane, spread);
    }
  }

  /** The step of {@link CohortKernels#cohortProjectedStep}. */
  static boolean step(
      boolean batch,
      MemorySegment weights,
      long wo,
      long k,
      long p,
      long ro,
      long xo,
      long so,
      float etaA,
      float etaW,
      boolean unitNorm,
      MemorySegment work) {
    long vo = wo + k * VECTOR;
    boolean stopped = false;
    for (int lane = 0; lane < WIDTH; lane++) {
      float r = get(work, OUTPUT, lane) - get(work, TEACHER_OUTPUT, lane);
      float weight = batch ? 1 : r;
      float drift = batch ? get(work, BATCH_DRIFT, lane) : get(work, DRIFT, lane) * r;
      float spread = batch ? get(work, BATCH_SPREAD, lane) : get(work, SPREAD, lane) * (r * r);
      float sine = get(work, SINE, lane);
      float side = get(work, SIDE, lane);
      float left = get(work, LEFT, lane);
      float along = 0;
      float across = 0;
      float squared = 0;
      for (long c = 0; c < p; c++) {
        float v = get(weights, vo + c * VECTOR, lane);
        float xi = get(work, xo + c * VECTOR, lane);
        along = Math.fma(xi, v, along);
        across = Math.fma(xi, get(work, so, c) - side * v, across);
        squared = Math.fma(xi, xi, squared);
      }
      float inverseSine = sine < (float) FLAT_FLOAT ? 0 : 1 / sine;
      float planeDrift = sine < (float) FLAT_FLOAT ? 0 : drift;
      float root = (float) Math.sqrt(spread);
      float xiE2 = Math.fma(left, along, across) * inverseSine;
      float pull = (root * xiE2 - planeDrift) * etaW * inverseSine;
      float push = root * -etaW;
      float rest = squared - along * along - xiE2 * xiE2;
      float length = Math.fma(planeDrift, planeDrift, spread * gate(rest, rest)) * etaW * etaW;
      boolean ran = get(weights, vo + p * VECTOR, lane) > 0;
      boolean finite = Float.isFinite(weight) && Float.isFinite(drift) && Float.isFinite(length);
      if (!ran || !finite) {
        stopped |= FloatCohortStep.stop(weights, vo + p * VECTOR, ran, lane);
        continue;
      }
      FloatCohortStep.moveOutput(weights, wo, k, work, ro, weight * -etaA, lane);
      if (p == 1) {
        continue;
      }
      float inverse = 1 / (float) Math.sqrt(1 + length);
      float keep = Math.fma(pull, left, 1 - push * along) * inverse;
      for (long c = 0; c < p; c++) {
        float v = get(weights, vo + c * VECTOR, lane);
        float away = get(work, so, c) - side * v;
        float free = push * inverse * get(work, xo + c * VECTOR, lane);
        set(
            weights,
            vo + c * VECTOR,
            lane,
            Math.fma(keep, v, Math.fma(pull * inverse, away, free)));
      }
      if (unitNorm || length > 1 || (sine < (float) NEAR_POLE && length > 0)) {
        FloatCohortStep.normalise(weights, vo, p, lane);
      }
    }
    return stopped;
  }
}
