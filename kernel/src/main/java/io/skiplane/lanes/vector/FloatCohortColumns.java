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
 * Patch ReLU products of a cohort for patches of any size: four columns at a time over all patches
 * of a block, which the caller keeps small enough for the cache, and what is left one by one.
 */
final class FloatCohortColumns {
  private FloatCohortColumns() {}

  /** u = Σ_i v_i z_i, b = a·1[u > 0], f = Σ a σ(u), s_i = Σ b z_i. */
  static void student(
      MemorySegment z,
      long zo,
      boolean shared,
      long patches,
      long p,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long bo,
      long so,
      MemorySegment work) {
    FloatLinear.clear(work, ro, patches * VECTOR);
    long d = shared ? Float.BYTES : VECTOR; // from one number of a patch to the next
    for (long part = 0; part < VECTOR; part += PART) {
      long from = shared ? zo : zo + part;
      long column = 0;
      for (; column < (p & -4); column += 4) {
        long v = vo + column * VECTOR + part;
        products(z, from + column * d, shared, patches, p, weights, v, false, ro + part, work);
      }
      for (; column < p; column++) {
        long v = vo + column * VECTOR + part;
        product(z, from + column * d, shared, patches, p, weights, v, false, ro + part, work);
      }
      gates(patches, weights, ao + part, ro + part, bo + part, so + p * VECTOR + part, work);
      column = 0;
      for (; column < (p & -4); column += 4) {
        long s = so + column * VECTOR + part;
        sums(z, from + column * d, shared, patches, p, bo + part, s, work);
      }
      for (; column < p; column++) {
        long s = so + column * VECTOR + part;
        sum(z, from + column * d, shared, patches, p, bo + part, s, work);
      }
    }
  }

  /** g += a* σ(Σ_i v*_i z_i) on own inputs. */
  static void teacher(
      MemorySegment z,
      long zo,
      long patches,
      long p,
      long ao,
      long vo,
      boolean first,
      long uo,
      MemorySegment work) {
    if (!z.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    if (first) {
      FloatLinear.clear(work, TEACHER_OUTPUT, VECTOR);
    }
    FloatLinear.clear(work, uo, patches * VECTOR);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long part = 0; part < VECTOR; part += PART) {
      long column = 0;
      for (; column < (p & -4); column += 4) {
        long at = zo + column * VECTOR + part;
        long v = vo + column * Float.BYTES;
        products(z, at, false, patches, p, work, v, true, uo + part, work);
      }
      for (; column < p; column++) {
        long at = zo + column * VECTOR + part;
        long v = vo + column * Float.BYTES;
        product(z, at, false, patches, p, work, v, true, uo + part, work);
      }
      FloatVector g = FloatVector.fromMemorySegment(SPECIES, work, TEACHER_OUTPUT + part, ORDER);
      for (long patch = 0; patch < patches; patch++) {
        FloatVector u =
            FloatVector.fromMemorySegment(SPECIES, work, uo + patch * VECTOR + part, ORDER);
        FloatVector a =
            FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, ao + patch * Float.BYTES));
        g = a.fma(u.blend(zero, u.compare(LE, zero)), g);
      }
      g.intoMemorySegment(work, TEACHER_OUTPUT + part, ORDER);
    }
  }

  /** u += Σ v_i z_i over four columns; v of the students, or of the teacher, a number each. */
  private static void products(
      MemorySegment z,
      long zo,
      boolean shared,
      long patches,
      long p,
      MemorySegment weights,
      long v,
      boolean teacher,
      long uo,
      MemorySegment work) {
    if (!z.isNative() || !weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long d = shared ? Float.BYTES : VECTOR;
    long e = teacher ? Float.BYTES : VECTOR;
    FloatVector v0 =
        teacher
            ? FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, v))
            : FloatVector.fromMemorySegment(SPECIES, weights, v, ORDER);
    FloatVector v1 =
        teacher
            ? FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, v + e))
            : FloatVector.fromMemorySegment(SPECIES, weights, v + e, ORDER);
    FloatVector v2 =
        teacher
            ? FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, v + 2 * e))
            : FloatVector.fromMemorySegment(SPECIES, weights, v + 2 * e, ORDER);
    FloatVector v3 =
        teacher
            ? FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, v + 3 * e))
            : FloatVector.fromMemorySegment(SPECIES, weights, v + 3 * e, ORDER);
    for (long patch = 0; patch < patches; patch++) {
      long at = zo + patch * p * d;
      long i = uo + patch * VECTOR;
      FloatVector z0 =
          shared
              ? FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at))
              : FloatVector.fromMemorySegment(SPECIES, z, at, ORDER);
      FloatVector z1 =
          shared
              ? FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at + d))
              : FloatVector.fromMemorySegment(SPECIES, z, at + d, ORDER);
      FloatVector z2 =
          shared
              ? FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at + 2 * d))
              : FloatVector.fromMemorySegment(SPECIES, z, at + 2 * d, ORDER);
      FloatVector z3 =
          shared
              ? FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at + 3 * d))
              : FloatVector.fromMemorySegment(SPECIES, z, at + 3 * d, ORDER);
      FloatVector even = z2.fma(v2, z0.mul(v0));
      FloatVector odd = z3.fma(v3, z1.mul(v1));
      FloatVector.fromMemorySegment(SPECIES, work, i, ORDER)
          .add(even.add(odd))
          .intoMemorySegment(work, i, ORDER);
    }
  }

  /** u += v_i z_i for one column. */
  private static void product(
      MemorySegment z,
      long zo,
      boolean shared,
      long patches,
      long p,
      MemorySegment weights,
      long vo,
      boolean teacher,
      long uo,
      MemorySegment work) {
    if (!z.isNative() || !weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long d = shared ? Float.BYTES : VECTOR;
    FloatVector v =
        teacher
            ? FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo))
            : FloatVector.fromMemorySegment(SPECIES, weights, vo, ORDER);
    for (long patch = 0; patch < patches; patch++) {
      long at = zo + patch * p * d;
      long i = uo + patch * VECTOR;
      FloatVector x =
          shared
              ? FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at))
              : FloatVector.fromMemorySegment(SPECIES, z, at, ORDER);
      x.fma(v, FloatVector.fromMemorySegment(SPECIES, work, i, ORDER))
          .intoMemorySegment(work, i, ORDER);
    }
  }

  /** σ(u) over u, b = a·1[u > 0], f = Σ a σ(u). */
  private static void gates(
      long patches, MemorySegment weights, long ao, long ro, long bo, long fo, MemorySegment work) {
    if (!weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector f = zero;
    for (long i = 0; i < patches * VECTOR; i += VECTOR) {
      FloatVector u = FloatVector.fromMemorySegment(SPECIES, work, ro + i, ORDER);
      FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + i, ORDER);
      VectorMask<Float> off = u.compare(LE, zero);
      FloatVector relu = u.blend(zero, off);
      relu.intoMemorySegment(work, ro + i, ORDER);
      a.blend(zero, off).intoMemorySegment(work, bo + i, ORDER);
      f = a.fma(relu, f);
    }
    f.intoMemorySegment(work, fo, ORDER);
  }

  /** s_i = Σ b z_i for four columns. */
  private static void sums(
      MemorySegment z,
      long zo,
      boolean shared,
      long patches,
      long p,
      long bo,
      long s,
      MemorySegment work) {
    if (!z.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long d = shared ? Float.BYTES : VECTOR;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    for (long patch = 0; patch < patches; patch++) {
      long at = zo + patch * p * d;
      FloatVector b = FloatVector.fromMemorySegment(SPECIES, work, bo + patch * VECTOR, ORDER);
      FloatVector z0 =
          shared
              ? FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at))
              : FloatVector.fromMemorySegment(SPECIES, z, at, ORDER);
      FloatVector z1 =
          shared
              ? FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at + d))
              : FloatVector.fromMemorySegment(SPECIES, z, at + d, ORDER);
      FloatVector z2 =
          shared
              ? FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at + 2 * d))
              : FloatVector.fromMemorySegment(SPECIES, z, at + 2 * d, ORDER);
      FloatVector z3 =
          shared
              ? FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at + 3 * d))
              : FloatVector.fromMemorySegment(SPECIES, z, at + 3 * d, ORDER);
      s0 = b.fma(z0, s0);
      s1 = b.fma(z1, s1);
      s2 = b.fma(z2, s2);
      s3 = b.fma(z3, s3);
    }
    s0.intoMemorySegment(work, s, ORDER);
    s1.intoMemorySegment(work, s + VECTOR, ORDER);
    s2.intoMemorySegment(work, s + 2 * VECTOR, ORDER);
    s3.intoMemorySegment(work, s + 3 * VECTOR, ORDER);
  }

  /** s_i = Σ b z_i for one column. */
  private static void sum(
      MemorySegment z,
      long zo,
      boolean shared,
      long patches,
      long p,
      long bo,
      long so,
      MemorySegment work) {
    if (!z.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long d = shared ? Float.BYTES : VECTOR;
    FloatVector s = FloatVector.zero(SPECIES);
    for (long patch = 0; patch < patches; patch++) {
      long at = zo + patch * p * d;
      FloatVector x =
          shared
              ? FloatVector.broadcast(SPECIES, z.get(JAVA_FLOAT, at))
              : FloatVector.fromMemorySegment(SPECIES, z, at, ORDER);
      s = FloatVector.fromMemorySegment(SPECIES, work, bo + patch * VECTOR, ORDER).fma(x, s);
    }
    s.intoMemorySegment(work, so, ORDER);
  }
}
