package io.skiplane.lanes.vector;

import static io.skiplane.lanes.Kernels.ACCUMULATORS;
import static io.skiplane.lanes.Kernels.MOST_ROWS;
import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static jdk.incubator.vector.VectorOperators.NE;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * Long rows of Z, one after the other as they lie in memory: the processor's prefetchers follow one
 * stream better than four a row apart. The active rows of a group are added to s while the group is
 * in the second-level cache, four at a time, as s itself goes through the first-level cache.
 */
final class FloatLongRows {
  /** A group, the weights and s fit the second-level cache of any server. */
  private static final long MOST_GROUP_BYTES = 256 << 10;

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
      FloatRows.sums(count, ro + i, work);
      FloatRows.gates(weights, ao + i, count, ro + i, ro + i, bo + i, work);
      sum(z, at, rowBytes, active(count, bo + i, work), bo + i, so, work);
    }
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
    for (int count = Long.bitCount(left); count > 0; ) {
      int together = count >= 4 ? 4 : count >= 2 ? 2 : 1;
      long first = left;
      long second = first & first - 1;
      long third = second & second - 1;
      long fourth = third & third - 1;
      long z0 = zo + Long.numberOfTrailingZeros(first) * rowBytes;
      long z1 = zo + Long.numberOfTrailingZeros(second) * rowBytes;
      float b0 = gate(first, bo, work);
      switch (together) {
        case 4 -> {
          long z2 = zo + Long.numberOfTrailingZeros(third) * rowBytes;
          long z3 = zo + Long.numberOfTrailingZeros(fourth) * rowBytes;
          float b1 = gate(second, bo, work);
          float b2 = gate(third, bo, work);
          float b3 = gate(fourth, bo, work);
          addFourRows(z, z0, b0, z1, b1, z2, b2, z3, b3, so, rowBytes, work);
          left = fourth & fourth - 1;
        }
        case 2 -> {
          addTwoRows(z, z0, b0, z1, gate(second, bo, work), so, rowBytes, work);
          left = third;
        }
        default -> {
          addRow(z, z0, b0, so, rowBytes, work);
          left = second;
        }
      }
      count -= together;
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

  private static void addTwoRows(
      MemorySegment z,
      long z0,
      float gate0,
      long z1,
      float gate1,
      long so,
      long end,
      MemorySegment work) {
    if (!z.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector b0 = FloatVector.broadcast(SPECIES, gate0);
    FloatVector b1 = FloatVector.broadcast(SPECIES, gate1);
    for (long i = 0; i < end; i += PART) {
      FloatVector s = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
      s = FloatVector.fromMemorySegment(SPECIES, z, z0 + i, ORDER).fma(b0, s);
      s = FloatVector.fromMemorySegment(SPECIES, z, z1 + i, ORDER).fma(b1, s);
      s.intoMemorySegment(work, so + i, ORDER);
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
