package io.skiplane.lanes.vector;

import static io.skiplane.lanes.CohortKernels.BATCH_DRIFT;
import static io.skiplane.lanes.CohortKernels.BATCH_SPREAD;
import static io.skiplane.lanes.CohortKernels.DRIFT;
import static io.skiplane.lanes.CohortKernels.SPREAD;
import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import io.skiplane.lanes.CohortKernels;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** The sampled step of a cohort: what its weights move by, from the sums of the pass. */
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
    boolean stopped = turn(labels, lo, label, batch, weights, vo, p, so, etaA, etaW, work);
    FloatCohortMoves.normalise(unitNorm, weights, vo, p, work);
    FloatCohortMoves.output(weights, wo, k, work, ro);
    return stopped;
  }

  /** v moves; which students run, which made a long turn and the gain of a are left in work. */
  private static boolean turn(
      MemorySegment labels,
      long lo,
      float label,
      int batch,
      MemorySegment weights,
      long vo,
      long p,
      long so,
      float etaA,
      float etaW,
      MemorySegment work) {
    if (!labels.isNative() || !weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long running = vo + p * VECTOR;
    long pair = 2 * FloatLanes.stride;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector infinity = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
    boolean stopped = false;
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector along =
          FloatVector.fromMemorySegment(SPECIES, work, so + p * VECTOR + part, ORDER);
      FloatVector weight = FloatVector.broadcast(SPECIES, 1f / batch);
      if (batch == 1) {
        weight =
            along.sub(FloatVector.fromMemorySegment(SPECIES, labels, lo + part, ORDER)).sub(label);
      }
      FloatVector even = zero;
      FloatVector odd = zero;
      long at = so + part;
      for (; at < so + (p - 1) * VECTOR; at += pair) {
        FloatVector s0 = FloatVector.fromMemorySegment(SPECIES, work, at, ORDER);
        FloatVector s1 = FloatVector.fromMemorySegment(SPECIES, work, at + VECTOR, ORDER);
        even = s0.fma(s0, even);
        odd = s1.fma(s1, odd);
      }
      if ((p & 1) != 0) {
        FloatVector s0 = FloatVector.fromMemorySegment(SPECIES, work, at, ORDER);
        even = s0.fma(s0, even);
      }
      FloatVector squared = even.add(odd);
      FloatVector turn = weight.mul(etaW);
      FloatVector squaredTurn = turn.mul(turn);
      FloatVector rest = squared.sub(along.mul(along));
      FloatVector across = squaredTurn.mul(rest.blend(zero, rest.compare(LE, zero)));
      FloatVector before = FloatVector.fromMemorySegment(SPECIES, weights, running + part, ORDER);
      VectorMask<Float> ran = before.compare(GT, zero);
      VectorMask<Float> runs =
          weight.mul(along).abs().compare(LT, infinity).and(across.compare(LT, infinity)).and(ran);
      if (ran.andNot(runs).anyTrue()) {
        stopped = true;
        zero.blend(one, runs).intoMemorySegment(weights, running + part, ORDER);
      }
      weight.mul(-etaA).intoMemorySegment(work, FloatCohortMoves.GAIN + part, ORDER);
      zero.blend(one, runs).intoMemorySegment(work, FloatCohortMoves.RUNS + part, ORDER);
      VectorMask<Float> isLong = squaredTurn.mul(squared).compare(GT, one).and(runs);
      zero.blend(one, isLong).intoMemorySegment(work, FloatCohortMoves.AGAIN + part, ORDER);
      if (p == 1) {
        continue; // v is ±1, and rounding errors are all that could move it.
      }
      FloatVector inverse = one.div(across.add(one).sqrt());
      FloatVector keep = inverse.mul(turn.fma(along, one));
      FloatVector pull = inverse.mul(turn).neg();
      for (long i = part; i < p * VECTOR; i += VECTOR) {
        FloatVector v = FloatVector.fromMemorySegment(SPECIES, weights, vo + i, ORDER);
        FloatVector s = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
        v.blend(keep.fma(v, pull.mul(s)), runs).intoMemorySegment(weights, vo + i, ORDER);
      }
    }
    return stopped;
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
    if (!labels.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    if (first) {
      FloatLinear.clear(work, BATCH_DRIFT, VECTOR);
      FloatLinear.clear(work, BATCH_SPREAD, VECTOR);
      FloatLinear.clear(work, batchRo, k * VECTOR);
      FloatLinear.clear(work, batchSo, (p + 1) * VECTOR);
    }
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector f = FloatVector.fromMemorySegment(SPECIES, work, so + p * VECTOR + part, ORDER);
      FloatVector r =
          f.sub(FloatVector.fromMemorySegment(SPECIES, labels, lo + part, ORDER)).sub(label);
      FloatVector drift = FloatVector.fromMemorySegment(SPECIES, work, DRIFT + part, ORDER);
      FloatVector spread = FloatVector.fromMemorySegment(SPECIES, work, SPREAD + part, ORDER);
      r.fma(drift, FloatVector.fromMemorySegment(SPECIES, work, BATCH_DRIFT + part, ORDER))
          .intoMemorySegment(work, BATCH_DRIFT + part, ORDER);
      r.mul(r)
          .fma(spread, FloatVector.fromMemorySegment(SPECIES, work, BATCH_SPREAD + part, ORDER))
          .intoMemorySegment(work, BATCH_SPREAD + part, ORDER);
      for (long i = part; i < k * VECTOR; i += VECTOR) {
        FloatVector relu = FloatVector.fromMemorySegment(SPECIES, work, ro + i, ORDER);
        r.fma(relu, FloatVector.fromMemorySegment(SPECIES, work, batchRo + i, ORDER))
            .intoMemorySegment(work, batchRo + i, ORDER);
      }
      for (long i = part; i < (p + 1) * VECTOR; i += VECTOR) {
        FloatVector s = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
        r.fma(s, FloatVector.fromMemorySegment(SPECIES, work, batchSo + i, ORDER))
            .intoMemorySegment(work, batchSo + i, ORDER);
      }
    }
  }
}
