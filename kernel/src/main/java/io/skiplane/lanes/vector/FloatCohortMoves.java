package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static jdk.incubator.vector.VectorOperators.GT;

import io.skiplane.lanes.CohortKernels;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * How the weights of a cohort move, by numbers that a step has left in the scratch vectors of the
 * lane area.
 */
final class FloatCohortMoves {
  /** Σ x_i² of what {@link #squaredNorm} was asked for last. */
  static final long SQUARES = CohortKernels.SCRATCH;

  /** Factor of v. */
  static final long KEEP = SQUARES + VECTOR;

  /** Factor of s. */
  static final long PULL = KEEP + VECTOR;

  /** Factor of σ(u). */
  static final long GAIN = PULL + VECTOR;

  /** 1 for students that move, else 0. */
  static final long RUNS = GAIN + VECTOR;

  /** 1 for students whose v is to be divided by the norm that it has, else 0. */
  static final long AGAIN = RUNS + VECTOR;

  private FloatCohortMoves() {}

  /** Σ x_i² into {@link #SQUARES}, the even and the odd columns apart. */
  static void squaredNorm(MemorySegment x, long xo, long p, MemorySegment work) {
    if (!x.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long pair = 2 * FloatLanes.stride;
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector even = FloatVector.zero(SPECIES);
      FloatVector odd = even;
      long i = xo + part;
      for (; i < xo + (p - 1) * VECTOR; i += pair) {
        FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, x, i, ORDER);
        FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, x, i + VECTOR, ORDER);
        even = x0.fma(x0, even);
        odd = x1.fma(x1, odd);
      }
      if ((p & 1) != 0) {
        FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, x, i, ORDER);
        even = x0.fma(x0, even);
      }
      even.add(odd).intoMemorySegment(work, SQUARES + part, ORDER);
    }
  }

  /** v ← v/‖v‖, of all that run or of those that need it. */
  static void normalise(boolean all, MemorySegment weights, long vo, long p, MemorySegment work) {
    if (!weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    boolean any = false;
    for (long part = 0; part < VECTOR; part += PART) {
      any |=
          FloatVector.fromMemorySegment(SPECIES, work, AGAIN + part, ORDER)
              .compare(GT, zero)
              .anyTrue();
    }
    if (p > 1 && (all || any)) {
      squaredNorm(weights, vo, p, work);
      divide(weights, vo, p, work, all ? RUNS : AGAIN);
    }
  }

  private static void divide(
      MemorySegment weights, long vo, long p, MemorySegment work, long lanes) {
    if (!weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector inverse =
          one.div(FloatVector.fromMemorySegment(SPECIES, work, SQUARES + part, ORDER).sqrt());
      VectorMask<Float> due =
          FloatVector.fromMemorySegment(SPECIES, work, lanes + part, ORDER).compare(GT, zero);
      for (long i = part; i < p * VECTOR; i += VECTOR) {
        FloatVector v = FloatVector.fromMemorySegment(SPECIES, weights, vo + i, ORDER);
        v.blend(v.mul(inverse), due).intoMemorySegment(weights, vo + i, ORDER);
      }
    }
  }

  /** a ← a + gain·σ(u). */
  static void output(MemorySegment weights, long wo, long k, MemorySegment work, long ro) {
    if (!weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector gain = FloatVector.fromMemorySegment(SPECIES, work, GAIN + part, ORDER);
      VectorMask<Float> runs =
          FloatVector.fromMemorySegment(SPECIES, work, RUNS + part, ORDER).compare(GT, zero);
      for (long i = part; i < k * VECTOR; i += VECTOR) {
        FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, wo + i, ORDER);
        FloatVector relu = FloatVector.fromMemorySegment(SPECIES, work, ro + i, ORDER);
        a.blend(gain.fma(relu, a), runs).intoMemorySegment(weights, wo + i, ORDER);
      }
    }
  }
}
