package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * Population steps of the weights, each weight through all steps of a block while it is in a
 * register: the numbers that drive the steps are known beforehand.
 */
final class FloatPopulation {
  /** Bytes of a step of a in its table. */
  private static final long OUTPUT = 2 * Float.BYTES;

  /** Bytes of a step of v in its table. */
  private static final long PLANE = 3 * Float.BYTES;

  private FloatPopulation() {}

  /** a_j ← keep·a_j + gain·a*_j + shift for all j below k and each step's gain and shift. */
  static void outputSteps(
      MemorySegment a,
      long ao,
      long so,
      long k,
      float keep,
      long steps,
      long to,
      MemorySegment work) {
    long end = k * Float.BYTES;
    long i = 0;
    for (; i <= end - 4 * PART; i += 4 * PART) {
      outputSteps4(a, ao + i, so + i, keep, steps, to, work);
    }
    for (; i < end; i += PART) {
      outputSteps1(a, ao + i, so + i, (end - i) / Float.BYTES, keep, steps, to, work);
    }
  }

  /** Four vectors: the chain of one is four times as long as its arithmetic. */
  private static void outputSteps4(
      MemorySegment a, long ao, long so, float keep, long steps, long to, MemorySegment work) {
    if (!a.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector keeps = FloatVector.broadcast(SPECIES, keep);
    FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, a, ao, ORDER);
    FloatVector y0 = FloatVector.fromMemorySegment(SPECIES, work, so, ORDER);
    FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, a, ao + PART, ORDER);
    FloatVector y1 = FloatVector.fromMemorySegment(SPECIES, work, so + PART, ORDER);
    FloatVector x2 = FloatVector.fromMemorySegment(SPECIES, a, ao + 2 * PART, ORDER);
    FloatVector y2 = FloatVector.fromMemorySegment(SPECIES, work, so + 2 * PART, ORDER);
    FloatVector x3 = FloatVector.fromMemorySegment(SPECIES, a, ao + 3 * PART, ORDER);
    FloatVector y3 = FloatVector.fromMemorySegment(SPECIES, work, so + 3 * PART, ORDER);
    for (long step = 0; step < steps; step++) {
      FloatVector gain = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, to + step * OUTPUT));
      FloatVector shift =
          FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, to + step * OUTPUT + Float.BYTES));
      x0 = x0.fma(keeps, y0.fma(gain, shift));
      x1 = x1.fma(keeps, y1.fma(gain, shift));
      x2 = x2.fma(keeps, y2.fma(gain, shift));
      x3 = x3.fma(keeps, y3.fma(gain, shift));
    }
    x0.intoMemorySegment(a, ao, ORDER);
    x1.intoMemorySegment(a, ao + PART, ORDER);
    x2.intoMemorySegment(a, ao + 2 * PART, ORDER);
    x3.intoMemorySegment(a, ao + 3 * PART, ORDER);
  }

  /** One vector of so many weights: shift must not reach the padding. */
  private static void outputSteps1(
      MemorySegment a,
      long ao,
      long so,
      long lanes,
      float keep,
      long steps,
      long to,
      MemorySegment work) {
    if (!a.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector keeps = FloatVector.broadcast(SPECIES, keep);
    FloatVector x = FloatVector.fromMemorySegment(SPECIES, a, ao, ORDER);
    FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, so, ORDER);
    for (long step = 0; step < steps; step++) {
      FloatVector gain = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, to + step * OUTPUT));
      FloatVector shift =
          FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, to + step * OUTPUT + Float.BYTES));
      x = x.fma(keeps, y.fma(gain, shift));
    }
    FloatVector.zero(SPECIES)
        .blend(x, SPECIES.indexInRange(0, lanes))
        .intoMemorySegment(a, ao, ORDER);
  }

  /** v ← v + growth·v + pull·(v* − side·v) for each step's −side, growth and pull. */
  static void planeSteps(
      MemorySegment v, long vo, long so, long n, long steps, long to, MemorySegment work) {
    long end = n * Float.BYTES;
    long i = 0;
    for (; i <= end - 4 * PART; i += 4 * PART) {
      planeSteps4(v, vo + i, so + i, steps, to, work);
    }
    for (; i < end; i += PART) {
      planeSteps1(v, vo + i, so + i, steps, to, work);
    }
  }

  /** Four vectors. */
  private static void planeSteps4(
      MemorySegment v, long vo, long so, long steps, long to, MemorySegment work) {
    if (!v.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, v, vo, ORDER);
    FloatVector y0 = FloatVector.fromMemorySegment(SPECIES, work, so, ORDER);
    FloatVector x1 = FloatVector.fromMemorySegment(SPECIES, v, vo + PART, ORDER);
    FloatVector y1 = FloatVector.fromMemorySegment(SPECIES, work, so + PART, ORDER);
    FloatVector x2 = FloatVector.fromMemorySegment(SPECIES, v, vo + 2 * PART, ORDER);
    FloatVector y2 = FloatVector.fromMemorySegment(SPECIES, work, so + 2 * PART, ORDER);
    FloatVector x3 = FloatVector.fromMemorySegment(SPECIES, v, vo + 3 * PART, ORDER);
    FloatVector y3 = FloatVector.fromMemorySegment(SPECIES, work, so + 3 * PART, ORDER);
    for (long step = 0; step < steps; step++) {
      FloatVector back = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, to + step * PLANE));
      FloatVector growth =
          FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, to + step * PLANE + Float.BYTES));
      FloatVector pull =
          FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, to + step * PLANE + 2 * Float.BYTES));
      x0 = pull.fma(back.fma(x0, y0), growth.fma(x0, x0));
      x1 = pull.fma(back.fma(x1, y1), growth.fma(x1, x1));
      x2 = pull.fma(back.fma(x2, y2), growth.fma(x2, x2));
      x3 = pull.fma(back.fma(x3, y3), growth.fma(x3, x3));
    }
    x0.intoMemorySegment(v, vo, ORDER);
    x1.intoMemorySegment(v, vo + PART, ORDER);
    x2.intoMemorySegment(v, vo + 2 * PART, ORDER);
    x3.intoMemorySegment(v, vo + 3 * PART, ORDER);
  }

  /** One vector. */
  private static void planeSteps1(
      MemorySegment v, long vo, long so, long steps, long to, MemorySegment work) {
    if (!v.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector x0 = FloatVector.fromMemorySegment(SPECIES, v, vo, ORDER);
    FloatVector y0 = FloatVector.fromMemorySegment(SPECIES, work, so, ORDER);
    for (long step = 0; step < steps; step++) {
      FloatVector back = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, to + step * PLANE));
      FloatVector growth =
          FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, to + step * PLANE + Float.BYTES));
      FloatVector pull =
          FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, to + step * PLANE + 2 * Float.BYTES));
      x0 = pull.fma(back.fma(x0, y0), growth.fma(x0, x0));
    }
    x0.intoMemorySegment(v, vo, ORDER);
  }

  /** Lane vectors 0, 1: Σ a_j and Σ a_j a*_j. */
  static void outputSums(MemorySegment a, long ao, long so, long n, MemorySegment work) {
    if (!a.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = n * Float.BYTES;
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector sum0 = FloatVector.zero(SPECIES);
      FloatVector sum1 = sum0;
      FloatVector dot0 = sum0;
      FloatVector dot1 = sum0;
      long i = part;
      for (; i < end - VECTOR; i += 2 * VECTOR) {
        FloatVector a0 = FloatVector.fromMemorySegment(SPECIES, a, ao + i, ORDER);
        FloatVector a1 = FloatVector.fromMemorySegment(SPECIES, a, ao + i + VECTOR, ORDER);
        sum0 = sum0.add(a0);
        sum1 = sum1.add(a1);
        dot0 = a0.fma(FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER), dot0);
        dot1 = a1.fma(FloatVector.fromMemorySegment(SPECIES, work, so + i + VECTOR, ORDER), dot1);
      }
      if (i < end) {
        FloatVector a0 = FloatVector.fromMemorySegment(SPECIES, a, ao + i, ORDER);
        sum0 = sum0.add(a0);
        dot0 = a0.fma(FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER), dot0);
      }
      sum0.add(sum1).intoMemorySegment(work, part, ORDER);
      dot0.add(dot1).intoMemorySegment(work, VECTOR + part, ORDER);
    }
  }

  /** Lane vectors 0, 1: Σ (v_i − v*_i)² and Σ (v_i + v*_i)². */
  static void chords(MemorySegment v, long vo, long so, long n, MemorySegment work) {
    if (!v.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = n * Float.BYTES;
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector near = FloatVector.zero(SPECIES);
      FloatVector far = near;
      for (long i = part; i < end; i += VECTOR) {
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, v, vo + i, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
        FloatVector d = x.sub(y);
        FloatVector e = x.add(y);
        near = d.fma(d, near);
        far = e.fma(e, far);
      }
      near.intoMemorySegment(work, part, ORDER);
      far.intoMemorySegment(work, VECTOR + part, ORDER);
    }
  }
}
