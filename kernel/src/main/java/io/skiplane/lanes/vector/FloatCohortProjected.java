package io.skiplane.lanes.vector;

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
import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import io.skiplane.lanes.CohortKernels;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** The projected step of a cohort: each lane has a plane of v and v*, draws and a ξ of its own. */
final class FloatCohortProjected {
  private static final long PUSH = FloatCohortMoves.AGAIN + VECTOR;

  private FloatCohortProjected() {}

  /**
   * With t the shorter chord over the longer one, t = tan(φ/2) on the near side of v* and
   * tan((π−φ)/2) on the far one, sin φ and cos φ are rational in t: nothing cancels at either end.
   */
  static void plane(MemorySegment weights, long vo, long so, long p, MemorySegment work) {
    if (!weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector near = FloatVector.zero(SPECIES);
      FloatVector far = near;
      for (long c = 0; c < p; c++) {
        FloatVector v =
            FloatVector.fromMemorySegment(SPECIES, weights, vo + c * VECTOR + part, ORDER);
        FloatVector star =
            FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, so + c * Float.BYTES));
        FloatVector d = v.sub(star);
        FloatVector e = v.add(star);
        near = d.fma(d, near);
        far = e.fma(e, far);
      }
      VectorMask<Float> ahead = near.compare(LE, far);
      FloatVector t2 = far.blend(near, ahead).div(near.blend(far, ahead));
      FloatVector scale = one.div(one.add(t2));
      FloatVector side = one.neg().blend(one, ahead);
      FloatVector twice = scale.add(scale);
      side.mul(one.sub(t2)).mul(scale).intoMemorySegment(work, COSINE + part, ORDER);
      twice.mul(t2.sqrt()).intoMemorySegment(work, SINE + part, ORDER);
      side.intoMemorySegment(work, SIDE + part, ORDER);
      side.mul(twice.mul(t2)).intoMemorySegment(work, LEFT + part, ORDER);
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
    if (!weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    if (first) {
      FloatLinear.clear(work, OUTPUT, VECTOR);
      FloatLinear.clear(work, TEACHER_OUTPUT, VECTOR);
      FloatLinear.clear(work, DRIFT, VECTOR);
      FloatLinear.clear(work, SPREAD, VECTOR);
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector c = FloatVector.fromMemorySegment(SPECIES, work, COSINE + part, ORDER);
      FloatVector s = FloatVector.fromMemorySegment(SPECIES, work, SINE + part, ORDER);
      FloatVector f = FloatVector.fromMemorySegment(SPECIES, work, OUTPUT + part, ORDER);
      FloatVector g = FloatVector.fromMemorySegment(SPECIES, work, TEACHER_OUTPUT + part, ORDER);
      FloatVector drift = FloatVector.fromMemorySegment(SPECIES, work, DRIFT + part, ORDER);
      FloatVector spread = FloatVector.fromMemorySegment(SPECIES, work, SPREAD + part, ORDER);
      for (long patch = 0; patch < patches; patch++) {
        long i = patch * VECTOR + part;
        long at = draws + patch * 2 * VECTOR + part;
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, work, at, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, at + VECTOR, ORDER);
        FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + i, ORDER);
        FloatVector star =
            FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, so + patch * Float.BYTES));
        FloatVector uStar = c.fma(x, s.mul(y));
        VectorMask<Float> off = x.compare(LE, zero);
        FloatVector relu = x.blend(zero, off);
        FloatVector b = a.blend(zero, off);
        relu.intoMemorySegment(work, ro + i, ORDER);
        f = a.fma(relu, f);
        g = star.fma(uStar.blend(zero, uStar.compare(LE, zero)), g);
        drift = b.fma(y, drift);
        spread = b.fma(b, spread);
      }
      f.intoMemorySegment(work, OUTPUT + part, ORDER);
      g.intoMemorySegment(work, TEACHER_OUTPUT + part, ORDER);
      drift.intoMemorySegment(work, DRIFT + part, ORDER);
      spread.intoMemorySegment(work, SPREAD + part, ORDER);
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
    boolean stopped = factors(batch, weights, vo, p, xo, so, etaA, etaW, work);
    if (p > 1) { // With one column v is ±1, and rounding errors are all that could move it.
      turn(weights, vo, p, work, xo, so);
    }
    FloatCohortMoves.normalise(unitNorm, weights, vo, p, work);
    FloatCohortMoves.output(weights, wo, k, work, ro);
    return stopped;
  }

  /** Keep, pull, push, gain, and which students run and which need the norm that they have. */
  private static boolean factors(
      boolean batch,
      MemorySegment weights,
      long vo,
      long p,
      long xo,
      long so,
      float etaA,
      float etaW,
      MemorySegment work) {
    if (!weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long running = vo + p * VECTOR;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector infinity = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
    boolean stopped = false;
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector r =
          FloatVector.fromMemorySegment(SPECIES, work, OUTPUT + part, ORDER)
              .sub(FloatVector.fromMemorySegment(SPECIES, work, TEACHER_OUTPUT + part, ORDER));
      FloatVector weight = batch ? one : r;
      FloatVector drift =
          batch
              ? FloatVector.fromMemorySegment(SPECIES, work, BATCH_DRIFT + part, ORDER)
              : FloatVector.fromMemorySegment(SPECIES, work, DRIFT + part, ORDER).mul(r);
      FloatVector spread =
          batch
              ? FloatVector.fromMemorySegment(SPECIES, work, BATCH_SPREAD + part, ORDER)
              : FloatVector.fromMemorySegment(SPECIES, work, SPREAD + part, ORDER).mul(r.mul(r));
      FloatVector sine = FloatVector.fromMemorySegment(SPECIES, work, SINE + part, ORDER);
      FloatVector side = FloatVector.fromMemorySegment(SPECIES, work, SIDE + part, ORDER);
      FloatVector left = FloatVector.fromMemorySegment(SPECIES, work, LEFT + part, ORDER);
      FloatVector along = zero;
      FloatVector across = zero;
      FloatVector squared = zero;
      for (long c = 0; c < p; c++) {
        long i = c * VECTOR + part;
        FloatVector v = FloatVector.fromMemorySegment(SPECIES, weights, vo + i, ORDER);
        FloatVector xi = FloatVector.fromMemorySegment(SPECIES, work, xo + i, ORDER);
        FloatVector star =
            FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, so + c * Float.BYTES));
        along = xi.fma(v, along);
        across = xi.fma(star.sub(side.mul(v)), across);
        squared = xi.fma(xi, squared);
      }
      VectorMask<Float> flat = sine.compare(LT, (float) FLAT_FLOAT);
      FloatVector inverseSine = one.div(sine).blend(zero, flat);
      FloatVector planeDrift = drift.blend(zero, flat);
      FloatVector root = spread.sqrt();
      FloatVector xiE2 = left.fma(along, across).mul(inverseSine);
      FloatVector pull = root.mul(xiE2).sub(planeDrift).mul(etaW).mul(inverseSine);
      FloatVector push = root.mul(-etaW);
      FloatVector rest = squared.sub(along.mul(along)).sub(xiE2.mul(xiE2));
      FloatVector free = spread.mul(rest.blend(zero, rest.compare(LE, zero)));
      FloatVector length = planeDrift.fma(planeDrift, free).mul(etaW).mul(etaW);

      FloatVector before = FloatVector.fromMemorySegment(SPECIES, weights, running + part, ORDER);
      VectorMask<Float> ran = before.compare(GT, zero);
      VectorMask<Float> runs =
          drift
              .abs()
              .compare(LT, infinity)
              .and(weight.abs().compare(LT, infinity))
              .and(length.compare(LT, infinity))
              .and(ran);
      if (ran.andNot(runs).anyTrue()) {
        stopped = true;
        zero.blend(one, runs).intoMemorySegment(weights, running + part, ORDER);
      }
      weight.mul(-etaA).intoMemorySegment(work, FloatCohortMoves.GAIN + part, ORDER);
      zero.blend(one, runs).intoMemorySegment(work, FloatCohortMoves.RUNS + part, ORDER);
      FloatVector inverse = one.div(length.add(one).sqrt());
      FloatVector keep = pull.fma(left, one.sub(push.mul(along))).mul(inverse);
      keep.intoMemorySegment(work, FloatCohortMoves.KEEP + part, ORDER);
      pull.mul(inverse).intoMemorySegment(work, FloatCohortMoves.PULL + part, ORDER);
      push.mul(inverse).intoMemorySegment(work, PUSH + part, ORDER);
      VectorMask<Float> again =
          sine.compare(LT, (float) NEAR_POLE)
              .and(length.compare(GT, zero))
              .or(length.compare(GT, one));
      zero.blend(one, again.and(runs))
          .intoMemorySegment(work, FloatCohortMoves.AGAIN + part, ORDER);
    }
    return stopped;
  }

  /** v ← keep·v + pull·(v* − side·v) + push·ξ. */
  private static void turn(
      MemorySegment weights, long vo, long p, MemorySegment work, long xo, long so) {
    if (!weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector side = FloatVector.fromMemorySegment(SPECIES, work, SIDE + part, ORDER);
      FloatVector push = FloatVector.fromMemorySegment(SPECIES, work, PUSH + part, ORDER);
      FloatVector keep =
          FloatVector.fromMemorySegment(SPECIES, work, FloatCohortMoves.KEEP + part, ORDER);
      FloatVector pull =
          FloatVector.fromMemorySegment(SPECIES, work, FloatCohortMoves.PULL + part, ORDER);
      VectorMask<Float> runs =
          FloatVector.fromMemorySegment(SPECIES, work, FloatCohortMoves.RUNS + part, ORDER)
              .compare(GT, zero);
      for (long c = 0; c < p; c++) {
        long i = c * VECTOR + part;
        FloatVector v = FloatVector.fromMemorySegment(SPECIES, weights, vo + i, ORDER);
        FloatVector xi = FloatVector.fromMemorySegment(SPECIES, work, xo + i, ORDER);
        FloatVector star =
            FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, so + c * Float.BYTES));
        FloatVector moved = keep.fma(v, pull.fma(star.sub(side.mul(v)), push.mul(xi)));
        v.blend(moved, runs).intoMemorySegment(weights, vo + i, ORDER);
      }
    }
  }
}
