package io.skiplane.lanes.vector;

import static io.skiplane.lanes.CohortKernels.TEACHER_OUTPUT;
import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static jdk.incubator.vector.VectorOperators.LE;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Patch ReLU products of a cohort, a student in each lane, for patches of eight numbers: v and s
 * stay in registers. The loops of own and of shared inputs differ in how they read z alone; in one
 * method that chooses, C1 runs out of registers, and then C2 never gets to see it.
 */
final class FloatCohortPatches {
  private FloatCohortPatches() {}

  /**
   * u = Σ_i v_i z_i, b = a·1[u > 0], f = Σ a σ(u), s_i = Σ b z_i, on z: [patches][8][W]. The gate
   * is "not u ≤ 0", so that a NaN is passed on and seen.
   */
  static void own(
      MemorySegment z,
      long zo,
      long patches,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long so,
      MemorySegment work) {
    if (!z.isNative() || !weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    long row = 8 * FloatLanes.stride;
    long end = zo + patches * row;
    for (long part = 0; part < VECTOR; part += PART) {
      long v = vo + part;
      long s = so + part;
      FloatVector v0 = FloatVector.fromMemorySegment(SPECIES, weights, v, ORDER);
      FloatVector v1 = FloatVector.fromMemorySegment(SPECIES, weights, v + VECTOR, ORDER);
      FloatVector v2 = FloatVector.fromMemorySegment(SPECIES, weights, v + 2 * VECTOR, ORDER);
      FloatVector v3 = FloatVector.fromMemorySegment(SPECIES, weights, v + 3 * VECTOR, ORDER);
      FloatVector v4 = FloatVector.fromMemorySegment(SPECIES, weights, v + 4 * VECTOR, ORDER);
      FloatVector v5 = FloatVector.fromMemorySegment(SPECIES, weights, v + 5 * VECTOR, ORDER);
      FloatVector v6 = FloatVector.fromMemorySegment(SPECIES, weights, v + 6 * VECTOR, ORDER);
      FloatVector v7 = FloatVector.fromMemorySegment(SPECIES, weights, v + 7 * VECTOR, ORDER);
      FloatVector s0 = zero;
      FloatVector s1 = zero;
      FloatVector s2 = zero;
      FloatVector s3 = zero;
      FloatVector s4 = zero;
      FloatVector s5 = zero;
      FloatVector s6 = zero;
      FloatVector s7 = zero;
      FloatVector f = zero;
      long i = part;
      for (long at = zo + part; at < end; at += row) {
        FloatVector z0 = FloatVector.fromMemorySegment(SPECIES, z, at, ORDER);
        FloatVector z1 = FloatVector.fromMemorySegment(SPECIES, z, at + VECTOR, ORDER);
        FloatVector z2 = FloatVector.fromMemorySegment(SPECIES, z, at + 2 * VECTOR, ORDER);
        FloatVector z3 = FloatVector.fromMemorySegment(SPECIES, z, at + 3 * VECTOR, ORDER);
        FloatVector z4 = FloatVector.fromMemorySegment(SPECIES, z, at + 4 * VECTOR, ORDER);
        FloatVector z5 = FloatVector.fromMemorySegment(SPECIES, z, at + 5 * VECTOR, ORDER);
        FloatVector z6 = FloatVector.fromMemorySegment(SPECIES, z, at + 6 * VECTOR, ORDER);
        FloatVector z7 = FloatVector.fromMemorySegment(SPECIES, z, at + 7 * VECTOR, ORDER);
        FloatVector even = z6.fma(v6, z4.fma(v4, z2.fma(v2, z0.mul(v0))));
        FloatVector odd = z7.fma(v7, z5.fma(v5, z3.fma(v3, z1.mul(v1))));
        FloatVector u = even.add(odd);
        FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + i, ORDER);
        VectorMask<Float> off = u.compare(LE, zero);
        FloatVector relu = u.blend(zero, off);
        FloatVector b = a.blend(zero, off);
        relu.intoMemorySegment(work, ro + i, ORDER);
        i += VECTOR;
        f = a.fma(relu, f);
        s0 = b.fma(z0, s0);
        s1 = b.fma(z1, s1);
        s2 = b.fma(z2, s2);
        s3 = b.fma(z3, s3);
        s4 = b.fma(z4, s4);
        s5 = b.fma(z5, s5);
        s6 = b.fma(z6, s6);
        s7 = b.fma(z7, s7);
      }
      s0.intoMemorySegment(work, s, ORDER);
      s1.intoMemorySegment(work, s + VECTOR, ORDER);
      s2.intoMemorySegment(work, s + 2 * VECTOR, ORDER);
      s3.intoMemorySegment(work, s + 3 * VECTOR, ORDER);
      s4.intoMemorySegment(work, s + 4 * VECTOR, ORDER);
      s5.intoMemorySegment(work, s + 5 * VECTOR, ORDER);
      s6.intoMemorySegment(work, s + 6 * VECTOR, ORDER);
      s7.intoMemorySegment(work, s + 7 * VECTOR, ORDER);
      f.intoMemorySegment(work, s + 8 * VECTOR, ORDER);
    }
  }

  /** The same on z: [patches][8], each number for all students. */
  static void shared(
      MemorySegment z,
      long zo,
      long patches,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long so,
      MemorySegment work) {
    if (!z.isNative() || !weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    long row = FloatLanes.stride / FloatLanes.WIDTH * 8;
    long end = zo + patches * row;
    for (long part = 0; part < VECTOR; part += PART) {
      long v = vo + part;
      long s = so + part;
      FloatVector v0 = FloatVector.fromMemorySegment(SPECIES, weights, v, ORDER);
      FloatVector v1 = FloatVector.fromMemorySegment(SPECIES, weights, v + VECTOR, ORDER);
      FloatVector v2 = FloatVector.fromMemorySegment(SPECIES, weights, v + 2 * VECTOR, ORDER);
      FloatVector v3 = FloatVector.fromMemorySegment(SPECIES, weights, v + 3 * VECTOR, ORDER);
      FloatVector v4 = FloatVector.fromMemorySegment(SPECIES, weights, v + 4 * VECTOR, ORDER);
      FloatVector v5 = FloatVector.fromMemorySegment(SPECIES, weights, v + 5 * VECTOR, ORDER);
      FloatVector v6 = FloatVector.fromMemorySegment(SPECIES, weights, v + 6 * VECTOR, ORDER);
      FloatVector v7 = FloatVector.fromMemorySegment(SPECIES, weights, v + 7 * VECTOR, ORDER);
      FloatVector s0 = zero;
      FloatVector s1 = zero;
      FloatVector s2 = zero;
      FloatVector s3 = zero;
      FloatVector s4 = zero;
      FloatVector s5 = zero;
      FloatVector s6 = zero;
      FloatVector s7 = zero;
      FloatVector f = zero;
      long i = part;
      for (long at = zo; at < end; at += row) {
        FloatVector z0 = FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at));
        FloatVector z1 = FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at + Float.BYTES));
        FloatVector z2 = FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at + 2 * Float.BYTES));
        FloatVector z3 = FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at + 3 * Float.BYTES));
        FloatVector z4 = FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at + 4 * Float.BYTES));
        FloatVector z5 = FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at + 5 * Float.BYTES));
        FloatVector z6 = FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at + 6 * Float.BYTES));
        FloatVector z7 = FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at + 7 * Float.BYTES));
        FloatVector even = z6.fma(v6, z4.fma(v4, z2.fma(v2, z0.mul(v0))));
        FloatVector odd = z7.fma(v7, z5.fma(v5, z3.fma(v3, z1.mul(v1))));
        FloatVector u = even.add(odd);
        FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + i, ORDER);
        VectorMask<Float> off = u.compare(LE, zero);
        FloatVector relu = u.blend(zero, off);
        FloatVector b = a.blend(zero, off);
        relu.intoMemorySegment(work, ro + i, ORDER);
        i += VECTOR;
        f = a.fma(relu, f);
        s0 = b.fma(z0, s0);
        s1 = b.fma(z1, s1);
        s2 = b.fma(z2, s2);
        s3 = b.fma(z3, s3);
        s4 = b.fma(z4, s4);
        s5 = b.fma(z5, s5);
        s6 = b.fma(z6, s6);
        s7 = b.fma(z7, s7);
      }
      s0.intoMemorySegment(work, s, ORDER);
      s1.intoMemorySegment(work, s + VECTOR, ORDER);
      s2.intoMemorySegment(work, s + 2 * VECTOR, ORDER);
      s3.intoMemorySegment(work, s + 3 * VECTOR, ORDER);
      s4.intoMemorySegment(work, s + 4 * VECTOR, ORDER);
      s5.intoMemorySegment(work, s + 5 * VECTOR, ORDER);
      s6.intoMemorySegment(work, s + 6 * VECTOR, ORDER);
      s7.intoMemorySegment(work, s + 7 * VECTOR, ORDER);
      f.intoMemorySegment(work, s + 8 * VECTOR, ORDER);
    }
  }

  /** g += a* σ(Σ_i v*_i z_i) on z: [patches][8][W]. */
  static void teacher(
      MemorySegment z, long zo, long patches, long ao, long vo, boolean first, MemorySegment work) {
    if (!z.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    if (first) {
      FloatLinear.clear(work, TEACHER_OUTPUT, VECTOR);
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector v0 = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, vo));
    FloatVector v1 = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, vo + Float.BYTES));
    FloatVector v2 = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, vo + 2 * Float.BYTES));
    FloatVector v3 = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, vo + 3 * Float.BYTES));
    FloatVector v4 = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, vo + 4 * Float.BYTES));
    FloatVector v5 = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, vo + 5 * Float.BYTES));
    FloatVector v6 = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, vo + 6 * Float.BYTES));
    FloatVector v7 = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, vo + 7 * Float.BYTES));
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector g = FloatVector.fromMemorySegment(SPECIES, work, TEACHER_OUTPUT + part, ORDER);
      for (long patch = 0; patch < patches; patch++) {
        long at = zo + patch * 8 * VECTOR + part;
        FloatVector z0 = FloatVector.fromMemorySegment(SPECIES, z, at, ORDER);
        FloatVector z1 = FloatVector.fromMemorySegment(SPECIES, z, at + VECTOR, ORDER);
        FloatVector z2 = FloatVector.fromMemorySegment(SPECIES, z, at + 2 * VECTOR, ORDER);
        FloatVector z3 = FloatVector.fromMemorySegment(SPECIES, z, at + 3 * VECTOR, ORDER);
        FloatVector z4 = FloatVector.fromMemorySegment(SPECIES, z, at + 4 * VECTOR, ORDER);
        FloatVector z5 = FloatVector.fromMemorySegment(SPECIES, z, at + 5 * VECTOR, ORDER);
        FloatVector z6 = FloatVector.fromMemorySegment(SPECIES, z, at + 6 * VECTOR, ORDER);
        FloatVector z7 = FloatVector.fromMemorySegment(SPECIES, z, at + 7 * VECTOR, ORDER);
        FloatVector even = z6.fma(v6, z4.fma(v4, z2.fma(v2, z0.mul(v0))));
        FloatVector odd = z7.fma(v7, z5.fma(v5, z3.fma(v3, z1.mul(v1))));
        FloatVector u = even.add(odd);
        FloatVector a =
            FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, ao + patch * Float.BYTES));
        g = a.fma(u.blend(zero, u.compare(LE, zero)), g);
      }
      g.intoMemorySegment(work, TEACHER_OUTPUT + part, ORDER);
    }
  }
}
