package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.CohortKernels.BATCH_DRIFT;
import static io.skiplane.lanes.CohortKernels.BATCH_SPREAD;
import static io.skiplane.lanes.CohortKernels.DRIFT;
import static io.skiplane.lanes.CohortKernels.SPREAD;
import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.gate;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import io.skiplane.lanes.CohortKernels;
import java.lang.foreign.MemorySegment;

/** How a cohort's weights move by the sums of a sampled step, one student after the other. */
final class FloatCohortStep {
  private FloatCohortStep() {}

  /** The step of {@link CohortKernels#cohortStep}. */
  static boolean step(
      MemorySegment labels,
      long lo,
      float label,
      int batch,
      MemorySegment weights,
      long wo,
      long k,
      long p,
      long ro,
      long so,
      float etaA,
      float etaW,
      boolean unitNorm,
      MemorySegment work) {
    long vo = wo + k * VECTOR;
    boolean stopped = false;
    for (int lane = 0; lane < WIDTH; lane++) {
      float along = get(work, so + p * VECTOR, lane);
      float weight = batch == 1 ? along - get(labels, lo, lane) - label : 1f / batch;
      float squared = squaredNorm(work, so, p, lane);
      float turn = weight * etaW;
      float rest = squared - along * along;
      float across = turn * turn * gate(rest, rest);
      boolean ran = get(weights, vo + p * VECTOR, lane) > 0;
      boolean runs = ran && Float.isFinite(weight * along) && Float.isFinite(across);
      if (!runs) {
        stopped |= stop(weights, vo + p * VECTOR, ran, lane);
        continue;
      }
      moveOutput(weights, wo, k, work, ro, weight * -etaA, lane);
      if (p == 1) {
        continue;
      }
      float inverse = 1 / (float) Math.sqrt(1 + across);
      float keep = inverse * Math.fma(turn, along, 1);
      float pull = -(inverse * turn);
      for (long c = 0; c < p; c++) {
        float v = get(weights, vo + c * VECTOR, lane);
        float s = get(work, so + c * VECTOR, lane);
        set(weights, vo + c * VECTOR, lane, Math.fma(keep, v, pull * s));
      }
      if (unitNorm || turn * turn * squared > 1) {
        normalise(weights, vo, p, lane);
      }
    }
    return stopped;
  }

  /** The student changes no more; whether it did until now. */
  static boolean stop(MemorySegment weights, long running, boolean ran, int lane) {
    if (ran) {
      set(weights, running, lane, 0);
    }
    return ran;
  }

  /** a ← a + gain·σ(u). */
  static void moveOutput(
      MemorySegment weights, long wo, long k, MemorySegment work, long ro, float gain, int lane) {
    for (long j = 0; j < k; j++) {
      float a = get(weights, wo + j * VECTOR, lane);
      set(weights, wo + j * VECTOR, lane, Math.fma(gain, get(work, ro + j * VECTOR, lane), a));
    }
  }

  /** v ← v/‖v‖. */
  static void normalise(MemorySegment weights, long vo, long p, int lane) {
    float inverse = 1 / (float) Math.sqrt(squaredNorm(weights, vo, p, lane));
    for (long c = 0; c < p; c++) {
      set(weights, vo + c * VECTOR, lane, get(weights, vo + c * VECTOR, lane) * inverse);
    }
  }

  /** Σ x_i², even columns and odd columns apart. */
  private static float squaredNorm(MemorySegment memory, long xo, long p, int lane) {
    float before = 0;
    float last = 0;
    for (long c = 0; c < p; c++) {
      float x = get(memory, xo + c * VECTOR, lane);
      float next = Math.fma(x, x, before);
      before = last;
      last = next;
    }
    return before + last;
  }

  /** One input of a mini-batch, {@link CohortKernels#cohortBatch}. */
  static void batch(
      MemorySegment labels,
      long lo,
      float label,
      boolean first,
      long k,
      long p,
      long ro,
      long so,
      long batchRo,
      long batchSo,
      MemorySegment work) {
    for (int lane = 0; lane < WIDTH; lane++) {
      float r = get(work, so + p * VECTOR, lane) - get(labels, lo, lane) - label;
      add(r, get(work, DRIFT, lane), first, BATCH_DRIFT, lane, work);
      add(r * r, get(work, SPREAD, lane), first, BATCH_SPREAD, lane, work);
      for (long j = 0; j < k; j++) {
        add(r, get(work, ro + j * VECTOR, lane), first, batchRo + j * VECTOR, lane, work);
      }
      for (long c = 0; c < p + 1; c++) {
        add(r, get(work, so + c * VECTOR, lane), first, batchSo + c * VECTOR, lane, work);
      }
    }
  }

  private static void add(float r, float x, boolean first, long to, int lane, MemorySegment work) {
    set(work, to, lane, Math.fma(r, x, first ? 0 : get(work, to, lane)));
  }
}
