package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import io.skiplane.lanes.CohortKernels;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** How a cohort's weights move by the sums of a sampled step; all numbers of a student in a lane. */
final class FloatCohortStep {
  private static final long OUTPUT = CohortKernels.OUTPUT * VECTOR;
  private static final long DRIFT = CohortKernels.DRIFT * VECTOR;
  private static final long SPREAD = CohortKernels.SPREAD * VECTOR;
  private static final long BATCH_OUTPUT = CohortKernels.BATCH_OUTPUT * VECTOR;
  private static final long BATCH_DRIFT = CohortKernels.BATCH_DRIFT * VECTOR;
  private static final long BATCH_SPREAD = CohortKernels.BATCH_SPREAD * VECTOR;

  /** Scratch: 1 in the lanes that a normalisation is for, else 0. */
  static final long LANES = CohortKernels.SCRATCH * VECTOR;

  private FloatCohortStep() {}

  /** The step of {@link CohortKernels#cohortStep}. */
  static boolean step(
      MemorySegment labels,
      long lo,
      boolean sharedLabel,
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
    long running = vo + p * VECTOR;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector infinity = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
    boolean stopped = false;
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector along =
          FloatVector.fromMemorySegment(
              SPECIES, work, (batch == 1 ? OUTPUT : BATCH_OUTPUT) + part, ORDER);
      FloatVector weight = FloatVector.broadcast(SPECIES, 1f / batch);
      if (batch == 1) {
        weight =
            along.sub(
                sharedLabel
                    ? FloatVector.broadcast(SPECIES, labels.get(JAVA_FLOAT, lo))
                    : FloatVector.fromMemorySegment(SPECIES, labels, lo + part, ORDER));
      }
      FloatVector even = zero;
      FloatVector odd = zero;
      for (long i = so + part; i < so + p * VECTOR; i += 2 * VECTOR) {
        FloatVector s = FloatVector.fromMemorySegment(SPECIES, work, i, ORDER);
        even = s.fma(s, even);
        if (i + VECTOR < so + p * VECTOR) {
          FloatVector t = FloatVector.fromMemorySegment(SPECIES, work, i + VECTOR, ORDER);
          odd = t.fma(t, odd);
        }
      }
      FloatVector turn = weight.mul(etaW);
      FloatVector squaredTurn = turn.mul(turn);
      FloatVector squared = even.add(odd);
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
      FloatVector gain = weight.mul(-etaA);
      for (long i = part; i < k * VECTOR; i += VECTOR) {
        FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, wo + i, ORDER);
        FloatVector relu = FloatVector.fromMemorySegment(SPECIES, work, ro + i, ORDER);
        a.blend(gain.fma(relu, a), runs).intoMemorySegment(weights, wo + i, ORDER);
      }
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
      VectorMask<Float> isLong = squaredTurn.mul(squared).compare(GT, one).and(runs);
      if (unitNorm || isLong.anyTrue()) {
        zero.blend(one, unitNorm ? runs : isLong).intoMemorySegment(work, LANES + part, ORDER);
        normalise(weights, vo + part, p, work, part);
      }
    }
    return stopped;
  }

  /** v ← v/‖v‖ in the lanes whose number in {@link #LANES} is 1. */
  static void normalise(MemorySegment weights, long vo, long p, MemorySegment work, long part) {
    FloatVector even = FloatVector.zero(SPECIES);
    FloatVector odd = even;
    for (long i = vo; i < vo + p * VECTOR; i += 2 * VECTOR) {
      FloatVector v = FloatVector.fromMemorySegment(SPECIES, weights, i, ORDER);
      even = v.fma(v, even);
      if (i + VECTOR < vo + p * VECTOR) {
        FloatVector w = FloatVector.fromMemorySegment(SPECIES, weights, i + VECTOR, ORDER);
        odd = w.fma(w, odd);
      }
    }
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector inverse = one.div(even.add(odd).sqrt());
    VectorMask<Float> lanes =
        FloatVector.fromMemorySegment(SPECIES, work, LANES + part, ORDER).compare(EQ, one);
    for (long i = vo; i < vo + p * VECTOR; i += VECTOR) {
      FloatVector v = FloatVector.fromMemorySegment(SPECIES, weights, i, ORDER);
      v.blend(v.mul(inverse), lanes).intoMemorySegment(weights, i, ORDER);
    }
  }

  /** One input of a mini-batch, {@link CohortKernels#cohortBatch}. */
  static void batch(
      MemorySegment labels,
      long lo,
      boolean sharedLabel,
      boolean first,
      long k,
      long p,
      long ro,
      long so,
      long batchRo,
      long batchSo,
      MemorySegment work) {
    if (first) {
      FloatUpdates.clear(work, BATCH_OUTPUT, 3 * VECTOR); // and the two behind it
      FloatUpdates.clear(work, batchRo, k * VECTOR);
      FloatUpdates.clear(work, batchSo, p * VECTOR);
    }
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector f = FloatVector.fromMemorySegment(SPECIES, work, OUTPUT + part, ORDER);
      FloatVector r =
          f.sub(
              sharedLabel
                  ? FloatVector.broadcast(SPECIES, labels.get(JAVA_FLOAT, lo))
                  : FloatVector.fromMemorySegment(SPECIES, labels, lo + part, ORDER));
      FloatVector drift = FloatVector.fromMemorySegment(SPECIES, work, DRIFT + part, ORDER);
      FloatVector spread = FloatVector.fromMemorySegment(SPECIES, work, SPREAD + part, ORDER);
      r.fma(f, FloatVector.fromMemorySegment(SPECIES, work, BATCH_OUTPUT + part, ORDER))
          .intoMemorySegment(work, BATCH_OUTPUT + part, ORDER);
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
      for (long i = part; i < p * VECTOR; i += VECTOR) {
        FloatVector s = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
        r.fma(s, FloatVector.fromMemorySegment(SPECIES, work, batchSo + i, ORDER))
            .intoMemorySegment(work, batchSo + i, ORDER);
      }
    }
  }
}
