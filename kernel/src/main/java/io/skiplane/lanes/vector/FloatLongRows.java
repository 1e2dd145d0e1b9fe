package io.skiplane.lanes.vector;

import static io.skiplane.lanes.Kernels.ACCUMULATORS;
import static io.skiplane.lanes.Kernels.MOST_ROWS;
import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static jdk.incubator.vector.VectorOperators.NE;

import io.skiplane.lanes.Kernels;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * Long rows of Z, one after the other as they lie in memory: the processor's prefetchers follow one
 * stream better than four a row apart. The active rows of a group are added to s while the group is
 * in the second-level cache, four at a time, as s itself goes through the first-level cache. Fresh
 * rows are in a cache already: two at a time, with v and v* at once.
 */
final class FloatLongRows {
  /** A group, the weights and s fit the second-level cache of any server. */
  private static final long MOST_GROUP_BYTES = 256 << 10;

  /** Four vectors, one for each accumulator of a product. */
  private static final long STEP = 4 * VECTOR;

  /** From a row's accumulator to that of its product with v*. */
  private static final long STAR = MOST_ROWS / 2 * VECTOR;

  private FloatLongRows() {}

  /** σ(u_r), b_r = a_r·1[u_r > 0] and s_i += Σ_r b_r z_ri over the rows with b_r ≠ 0. */
  static void student(
      MemorySegment z,
      long zo,
      long rowBytes,
      long rows,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long bo,
      long so,
      MemorySegment work) {
    int group = (int) Math.clamp(MOST_GROUP_BYTES / rowBytes, 1, MOST_ROWS);
    for (long row = 0; row < rows; row += group) {
      int count = (int) Math.min(group, rows - row);
      long at = zo + row * rowBytes;
      long i = row * Float.BYTES;
      lanes(z, at, rowBytes, count, weights, vo, work);
      FloatRows.sums(count, ACCUMULATORS, ro + i, work);
      FloatRows.gates(weights, ao + i, count, ro + i, ro + i, bo + i, work);
      sum(z, at, rowBytes, active(count, bo + i, work), bo + i, so, work);
    }
  }

  /** The same for at most half of {@link Kernels#MOST_ROWS}, and u*_r = Σ_i z_ri v*_i. */
  static void taught(
      MemorySegment z,
      long zo,
      long rowBytes,
      int rows,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long bo,
      long so,
      long starV,
      long starU,
      MemorySegment work) {
    for (int row = 0; row < rows; row += 2) {
      long z0 = zo + row * rowBytes;
      long z1 = zo + Math.min(row + 1, rows - 1) * rowBytes; // The last row may be taken twice.
      twoRows(z, z0, z1, rowBytes, weights, vo, starV, ACCUMULATORS + row * VECTOR, work);
    }
    FloatRows.sums(rows, ACCUMULATORS, ro, work);
    FloatRows.sums(rows, ACCUMULATORS + STAR, starU, work);
    FloatRows.gates(weights, ao, rows, ro, ro, bo, work);
    sum(z, zo, rowBytes, active(rows, bo, work), bo, so, work);
  }

  /** The lanes of some rows' products. */
  static void lanes(
      MemorySegment z,
      long zo,
      long rowBytes,
      int rows,
      MemorySegment w,
      long wo,
      MemorySegment work) {
    for (int row = 0; row < rows; row++) {
      product(z, zo + row * rowBytes, w, wo, rowBytes, ACCUMULATORS + row * VECTOR, work);
    }
  }

  /** The lanes of u = Σ_i z_i w_i, in four accumulators by vector index mod 4. */
  private static void product(
      MemorySegment z, long zo, MemorySegment w, long wo, long end, long to, MemorySegment work) {
    if (!z.isNative() || !w.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector u0 = FloatVector.zero(SPECIES);
      FloatVector u1 = u0;
      FloatVector u2 = u0;
      FloatVector u3 = u0;
      long i = part;
      for (; i < end - 3 * VECTOR; i += 4 * VECTOR) {
        FloatVector w0 = FloatVector.fromMemorySegment(SPECIES, w, wo + i, ORDER);
        FloatVector w1 = FloatVector.fromMemorySegment(SPECIES, w, wo + i + VECTOR, ORDER);
        FloatVector w2 = FloatVector.fromMemorySegment(SPECIES, w, wo + i + 2 * VECTOR, ORDER);
        FloatVector w3 = FloatVector.fromMemorySegment(SPECIES, w, wo + i + 3 * VECTOR, ORDER);
        u0 = FloatVector.fromMemorySegment(SPECIES, z, zo + i, ORDER).fma(w0, u0);
        u1 = FloatVector.fromMemorySegment(SPECIES, z, zo + i + VECTOR, ORDER).fma(w1, u1);
        u2 = FloatVector.fromMemorySegment(SPECIES, z, zo + i + 2 * VECTOR, ORDER).fma(w2, u2);
        u3 = FloatVector.fromMemorySegment(SPECIES, z, zo + i + 3 * VECTOR, ORDER).fma(w3, u3);
      }
      if (i < end) {
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, w, wo + i, ORDER);
        u0 = FloatVector.fromMemorySegment(SPECIES, z, zo + i, ORDER).fma(x, u0);
        i += VECTOR;
      }
      if (i < end) {
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, w, wo + i, ORDER);
        u1 = FloatVector.fromMemorySegment(SPECIES, z, zo + i, ORDER).fma(x, u1);
        i += VECTOR;
      }
      if (i < end) {
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, w, wo + i, ORDER);
        u2 = FloatVector.fromMemorySegment(SPECIES, z, zo + i, ORDER).fma(x, u2);
      }
      u0.add(u1).add(u2.add(u3)).intoMemorySegment(work, to + part, ORDER);
    }
  }

  /**
   * The lanes of two rows' products with v and with v*, each number loaded once for two of them:
   * rows that are in a cache, as from main memory they want to be one stream.
   */
  private static void twoRows(
      MemorySegment z,
      long z0,
      long z1,
      long end,
      MemorySegment weights,
      long vo,
      long starV,
      long to,
      MemorySegment work) {
    if (!z.isNative() || !weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector c2 = a0;
    FloatVector c3 = a0;
    FloatVector d0 = a0;
    FloatVector d1 = a0;
    FloatVector d2 = a0;
    FloatVector d3 = a0;
    long i = 0;
    for (; i < end - 3 * VECTOR; i += STEP) {
      MemorySegment row0 = z.asSlice(z0 + i, STEP);
      MemorySegment row1 = z.asSlice(z1 + i, STEP);
      MemorySegment vs = weights.asSlice(vo + i, STEP);
      MemorySegment stars = work.asSlice(starV + i, STEP);
      FloatVector v = FloatVector.fromMemorySegment(SPECIES, vs, 0, ORDER);
      FloatVector star = FloatVector.fromMemorySegment(SPECIES, stars, 0, ORDER);
      FloatVector row = FloatVector.fromMemorySegment(SPECIES, row0, 0, ORDER);
      a0 = v.fma(row, a0);
      c0 = star.fma(row, c0);
      row = FloatVector.fromMemorySegment(SPECIES, row1, 0, ORDER);
      b0 = v.fma(row, b0);
      d0 = star.fma(row, d0);
      v = FloatVector.fromMemorySegment(SPECIES, vs, VECTOR, ORDER);
      star = FloatVector.fromMemorySegment(SPECIES, stars, VECTOR, ORDER);
      row = FloatVector.fromMemorySegment(SPECIES, row0, VECTOR, ORDER);
      a1 = v.fma(row, a1);
      c1 = star.fma(row, c1);
      row = FloatVector.fromMemorySegment(SPECIES, row1, VECTOR, ORDER);
      b1 = v.fma(row, b1);
      d1 = star.fma(row, d1);
      v = FloatVector.fromMemorySegment(SPECIES, vs, 2 * VECTOR, ORDER);
      star = FloatVector.fromMemorySegment(SPECIES, stars, 2 * VECTOR, ORDER);
      row = FloatVector.fromMemorySegment(SPECIES, row0, 2 * VECTOR, ORDER);
      a2 = v.fma(row, a2);
      c2 = star.fma(row, c2);
      row = FloatVector.fromMemorySegment(SPECIES, row1, 2 * VECTOR, ORDER);
      b2 = v.fma(row, b2);
      d2 = star.fma(row, d2);
      v = FloatVector.fromMemorySegment(SPECIES, vs, 3 * VECTOR, ORDER);
      star = FloatVector.fromMemorySegment(SPECIES, stars, 3 * VECTOR, ORDER);
      row = FloatVector.fromMemorySegment(SPECIES, row0, 3 * VECTOR, ORDER);
      a3 = v.fma(row, a3);
      c3 = star.fma(row, c3);
      row = FloatVector.fromMemorySegment(SPECIES, row1, 3 * VECTOR, ORDER);
      b3 = v.fma(row, b3);
      d3 = star.fma(row, d3);
    }
    if (i < end) {
      FloatVector v = FloatVector.fromMemorySegment(SPECIES, weights, vo + i, ORDER);
      FloatVector star = FloatVector.fromMemorySegment(SPECIES, work, starV + i, ORDER);
      FloatVector row = FloatVector.fromMemorySegment(SPECIES, z, z0 + i, ORDER);
      a0 = v.fma(row, a0);
      c0 = star.fma(row, c0);
      row = FloatVector.fromMemorySegment(SPECIES, z, z1 + i, ORDER);
      b0 = v.fma(row, b0);
      d0 = star.fma(row, d0);
      i += VECTOR;
    }
    if (i < end) {
      FloatVector v = FloatVector.fromMemorySegment(SPECIES, weights, vo + i, ORDER);
      FloatVector star = FloatVector.fromMemorySegment(SPECIES, work, starV + i, ORDER);
      FloatVector row = FloatVector.fromMemorySegment(SPECIES, z, z0 + i, ORDER);
      a1 = v.fma(row, a1);
      c1 = star.fma(row, c1);
      row = FloatVector.fromMemorySegment(SPECIES, z, z1 + i, ORDER);
      b1 = v.fma(row, b1);
      d1 = star.fma(row, d1);
      i += VECTOR;
    }
    if (i < end) {
      FloatVector v = FloatVector.fromMemorySegment(SPECIES, weights, vo + i, ORDER);
      FloatVector star = FloatVector.fromMemorySegment(SPECIES, work, starV + i, ORDER);
      FloatVector row = FloatVector.fromMemorySegment(SPECIES, z, z0 + i, ORDER);
      a2 = v.fma(row, a2);
      c2 = star.fma(row, c2);
      row = FloatVector.fromMemorySegment(SPECIES, z, z1 + i, ORDER);
      b2 = v.fma(row, b2);
      d2 = star.fma(row, d2);
    }
    a0.add(a1).add(a2.add(a3)).intoMemorySegment(work, to, ORDER);
    b0.add(b1).add(b2.add(b3)).intoMemorySegment(work, to + VECTOR, ORDER);
    c0.add(c1).add(c2.add(c3)).intoMemorySegment(work, to + STAR, ORDER);
    d0.add(d1).add(d2.add(d3)).intoMemorySegment(work, to + STAR + VECTOR, ORDER);
  }

  /** Bit r is set where b_r ≠ 0. */
  private static long active(int rows, long bo, MemorySegment work) {
    if (!work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    long active = 0;
    for (int row = 0; row < rows; row += SPECIES.length()) {
      FloatVector b =
          FloatVector.fromMemorySegment(SPECIES, work, bo + row * (long) Float.BYTES, ORDER);
      active |= b.compare(NE, zero).toLong() << row;
    }
    return active & -1L >>> -rows;
  }

  /** s_i += Σ_r b_r z_ri over the rows whose bit is set, in their order. */
  private static void sum(
      MemorySegment z, long zo, long rowBytes, long active, long bo, long so, MemorySegment work) {
    long left = active;
    for (int count = Long.bitCount(active); count >= 4; count -= 4) {
      long second = left & left - 1;
      long third = second & second - 1;
      long fourth = third & third - 1;
      long z0 = zo + Long.numberOfTrailingZeros(left) * rowBytes;
      long z1 = zo + Long.numberOfTrailingZeros(second) * rowBytes;
      long z2 = zo + Long.numberOfTrailingZeros(third) * rowBytes;
      long z3 = zo + Long.numberOfTrailingZeros(fourth) * rowBytes;
      float b0 = gate(left, bo, work);
      float b1 = gate(second, bo, work);
      float b2 = gate(third, bo, work);
      float b3 = gate(fourth, bo, work);
      addFourRows(z, z0, b0, z1, b1, z2, b2, z3, b3, so, rowBytes, work);
      left = fourth & fourth - 1;
    }
    for (; left != 0; left &= left - 1) {
      long z0 = zo + Long.numberOfTrailingZeros(left) * rowBytes;
      addRow(z, z0, gate(left, bo, work), so, rowBytes, work);
    }
  }

  /** The gate of the first row whose bit is set. */
  private static float gate(long rows, long bo, MemorySegment work) {
    return work.get(JAVA_FLOAT, bo + (long) Long.numberOfTrailingZeros(rows) * Float.BYTES);
  }

  private static void addRow(
      MemorySegment z, long zo, float gate, long so, long end, MemorySegment work) {
    if (!z.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector b = FloatVector.broadcast(SPECIES, gate);
    for (long i = 0; i < end; i += PART) {
      FloatVector.fromMemorySegment(SPECIES, z, zo + i, ORDER)
          .fma(b, FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER))
          .intoMemorySegment(work, so + i, ORDER);
    }
  }

  private static void addFourRows(
      MemorySegment z,
      long z0,
      float gate0,
      long z1,
      float gate1,
      long z2,
      float gate2,
      long z3,
      float gate3,
      long so,
      long end,
      MemorySegment work) {
    if (!z.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector b0 = FloatVector.broadcast(SPECIES, gate0);
    FloatVector b1 = FloatVector.broadcast(SPECIES, gate1);
    FloatVector b2 = FloatVector.broadcast(SPECIES, gate2);
    FloatVector b3 = FloatVector.broadcast(SPECIES, gate3);
    for (long i = 0; i < end; i += PART) {
      FloatVector s = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
      s = b0.fma(FloatVector.fromMemorySegment(SPECIES, z, z0 + i, ORDER), s);
      s = b1.fma(FloatVector.fromMemorySegment(SPECIES, z, z1 + i, ORDER), s);
      s = b2.fma(FloatVector.fromMemorySegment(SPECIES, z, z2 + i, ORDER), s);
      s = b3.fma(FloatVector.fromMemorySegment(SPECIES, z, z3 + i, ORDER), s);
      s.intoMemorySegment(work, so + i, ORDER);
    }
  }
}
