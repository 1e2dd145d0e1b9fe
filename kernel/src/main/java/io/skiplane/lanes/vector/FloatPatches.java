package io.skiplane.lanes.vector;

import static io.skiplane.lanes.Kernels.ACCUMULATORS;
import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static jdk.incubator.vector.VectorOperators.LE;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.LaneSum;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Patch ReLU products of narrow patches, a patch in each lane: the hot loop of the study. */
final class FloatPatches {
  private FloatPatches() {}

  /** The student's side of narrow patches of any number of columns. */
  static void student(
      MemorySegment z,
      long zo,
      long groups,
      int columns,
      boolean first,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long so,
      MemorySegment work) {
    if (!z.isNative() || !weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    if (columns == Kernels.NARROW_COLUMNS) {
      eightColumns(z, zo, groups, first, weights, ao, vo, ro, so, work);
    } else {
      anyColumns(z, zo, groups, columns, first, weights, ao, vo, ro, so, work);
    }
  }

  /**
   * Eight columns, with v and s in registers: u = Σ_i v_i z_i, b = a·1[u > 0], s_i += b z_i. The
   * gate is "not u ≤ 0", so that a NaN is passed on and seen.
   */
  private static void eightColumns(
      MemorySegment z,
      long zo,
      long groups,
      boolean first,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long so,
      MemorySegment work) {
    if (!z.isNative() || !weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector v0 = FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo));
    FloatVector v1 = FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo + Float.BYTES));
    FloatVector v2 = FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo + 2 * Float.BYTES));
    FloatVector v3 = FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo + 3 * Float.BYTES));
    FloatVector v4 = FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo + 4 * Float.BYTES));
    FloatVector v5 = FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo + 5 * Float.BYTES));
    FloatVector v6 = FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo + 6 * Float.BYTES));
    FloatVector v7 = FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo + 7 * Float.BYTES));
    FloatVector zero = FloatVector.zero(SPECIES);
    long bytes = groups * VECTOR;
    for (long part = 0; part < VECTOR; part += PART) {
      long s = so + part;
      FloatVector s0 = first ? zero : FloatVector.fromMemorySegment(SPECIES, work, s, ORDER);
      FloatVector s1 =
          first ? zero : FloatVector.fromMemorySegment(SPECIES, work, s + VECTOR, ORDER);
      FloatVector s2 =
          first ? zero : FloatVector.fromMemorySegment(SPECIES, work, s + 2 * VECTOR, ORDER);
      FloatVector s3 =
          first ? zero : FloatVector.fromMemorySegment(SPECIES, work, s + 3 * VECTOR, ORDER);
      FloatVector s4 =
          first ? zero : FloatVector.fromMemorySegment(SPECIES, work, s + 4 * VECTOR, ORDER);
      FloatVector s5 =
          first ? zero : FloatVector.fromMemorySegment(SPECIES, work, s + 5 * VECTOR, ORDER);
      FloatVector s6 =
          first ? zero : FloatVector.fromMemorySegment(SPECIES, work, s + 6 * VECTOR, ORDER);
      FloatVector s7 =
          first ? zero : FloatVector.fromMemorySegment(SPECIES, work, s + 7 * VECTOR, ORDER);
      for (long group = 0; group < bytes; group += FloatLanes.stride) {
        long i = group + part;
        long at = zo + group * 8 + part;
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
        FloatVector b = a.blend(zero, off);
        u.blend(zero, off).intoMemorySegment(work, ro + i, ORDER);
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
    }
  }

  /** Any number of columns, s in memory: the same sums as {@link #eightColumns}. */
  private static void anyColumns(
      MemorySegment z,
      long zo,
      long groups,
      int columns,
      boolean first,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long so,
      MemorySegment work) {
    if (!z.isNative() || !weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long rows = columns * VECTOR;
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long part = 0; part < VECTOR; part += PART) {
      for (long group = 0; group < groups; group++) {
        long i = group * VECTOR + part;
        long at = zo + group * rows + part;
        FloatVector even = zero;
        FloatVector odd = zero;
        for (int c = 0; c < columns; c++) {
          FloatVector product = FloatVector.fromMemorySegment(SPECIES, z, at + c * VECTOR, ORDER);
          float v = weights.get(JAVA_FLOAT, vo + (long) c * Float.BYTES);
          if ((c & 1) == 0) {
            even = product.fma(FloatVector.broadcast(SPECIES, v), even);
          } else {
            odd = product.fma(FloatVector.broadcast(SPECIES, v), odd);
          }
        }
        FloatVector u = even.add(odd);
        FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + i, ORDER);
        VectorMask<Float> off = u.compare(LE, zero);
        FloatVector b = a.blend(zero, off);
        u.blend(zero, off).intoMemorySegment(work, ro + i, ORDER);
        for (long c = 0; c < rows; c += VECTOR) {
          FloatVector s =
              first && group == 0
                  ? zero
                  : FloatVector.fromMemorySegment(SPECIES, work, so + part + c, ORDER);
          FloatVector.fromMemorySegment(SPECIES, z, at + c, ORDER)
              .fma(b, s)
              .intoMemorySegment(work, so + part + c, ORDER);
        }
      }
    }
  }

  /** The teacher's side: lane vector 1 gains Σ_j a*_j σ(Z_j·v*), in the order of the student's. */
  static void teacher(
      MemorySegment z, long zo, long groups, int columns, long ao, long vo, MemorySegment work) {
    if (!z.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector g = FloatVector.fromMemorySegment(SPECIES, work, VECTOR + part, ORDER);
      for (long group = 0; group < groups; group++) {
        long at = zo + group * (columns * VECTOR) + part;
        FloatVector even = zero;
        FloatVector odd = zero;
        for (int c = 0; c + 1 < columns; c += 2) {
          float v0 = work.get(JAVA_FLOAT, vo + (long) c * Float.BYTES);
          float v1 = work.get(JAVA_FLOAT, vo + (long) c * Float.BYTES + Float.BYTES);
          even =
              FloatVector.fromMemorySegment(SPECIES, z, at + c * VECTOR, ORDER)
                  .fma(FloatVector.broadcast(SPECIES, v0), even);
          odd =
              FloatVector.fromMemorySegment(SPECIES, z, at + c * VECTOR + VECTOR, ORDER)
                  .fma(FloatVector.broadcast(SPECIES, v1), odd);
        }
        FloatVector a =
            FloatVector.fromMemorySegment(SPECIES, work, ao + group * VECTOR + part, ORDER);
        FloatVector u = even.add(odd);
        g = a.fma(u.blend(zero, u.compare(LE, zero)), g);
      }
      g.intoMemorySegment(work, VECTOR + part, ORDER);
    }
  }

  /** Steps in registers, for which a vector must be one part. */
  static int steps(
      MemorySegment z,
      long table,
      int steps,
      long k,
      int p,
      long labels,
      double etaA,
      double etaW,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      MemorySegment work) {
    return PART < VECTOR
        ? 0
        : FloatNarrowSteps.run(
            z, table, steps, k, p, labels, etaA, etaW, weights, ao, vo, ro, work);
  }

  /** f = Σ_j a_j σ(u_j), by lanes that end as lane vector 2. */
  static float output(long k, MemorySegment a, long ao, long ro, MemorySegment work) {
    if (!a.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatStepEnd.clearTail(ro, k, work);
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector f = FloatVector.zero(SPECIES);
      for (long i = part; i < k * Float.BYTES; i += FloatLanes.stride) {
        f =
            FloatVector.fromMemorySegment(SPECIES, a, ao + i, ORDER)
                .fma(FloatVector.fromMemorySegment(SPECIES, work, ro + i, ORDER), f);
      }
      f.intoMemorySegment(work, 2 * VECTOR + part, ORDER);
    }
    return LaneSum.sumFloat(work, 2 * VECTOR);
  }

  /** s_i = Σ of the lanes of accumulator i; then Σ s_i v_i and Σ s_i². */
  static void direction(int p, long so, MemorySegment v, long vo, MemorySegment work) {
    FloatTree.sums(work, ACCUMULATORS, so, p);
    FloatStepEnd.sums(so, p, v, vo, work);
  }
}
