package io.skiplane.lanes.vector;

import static io.skiplane.lanes.Kernels.ACCUMULATORS;
import static io.skiplane.lanes.Kernels.SHORT_ROW;
import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static io.skiplane.lanes.vector.FloatLanes.WIDTH;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static jdk.incubator.vector.VectorOperators.NE;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** Patch products of wide patches, rows of Z, and the sum of the active rows. */
final class FloatRows {
  private FloatRows() {}

  /** u_r = Σ_i z_ri w_i for each row. */
  static void products(
      MemorySegment z,
      long zo,
      long rowBytes,
      int rows,
      MemorySegment w,
      long wo,
      long n,
      long uo,
      MemorySegment work) {
    long end = n * Float.BYTES;
    if (rowBytes <= SHORT_ROW) {
      shortProducts(z, zo, rowBytes, rows, w, wo, end, work);
    } else {
      for (int row = 0; row < rows; row++) {
        FloatLongRows.product(
            z, zo + row * rowBytes, w, wo, end, ACCUMULATORS + row * VECTOR, work);
      }
    }
    int whole = rows / WIDTH;
    FloatTree.sums(work, ACCUMULATORS, uo, whole);
    int row = whole * WIDTH;
    if (row < rows) {
      long rest = ACCUMULATORS + row * VECTOR;
      FloatTree.sums(work, rest, rest, 1);
      for (long i = 0; row + i < rows; i++) {
        float u = work.get(JAVA_FLOAT, rest + i * Float.BYTES);
        work.set(JAVA_FLOAT, uo + (row + i) * Float.BYTES, u);
      }
    }
  }

  /**
   * The lanes of many short rows' products, four columns of vectors at a time: the loop over the
   * rows is the long one, so C2 moves its range checks out of it.
   */
  private static void shortProducts(
      MemorySegment z,
      long zo,
      long rowBytes,
      int rows,
      MemorySegment w,
      long wo,
      long end,
      MemorySegment work) {
    for (long part = 0; part < VECTOR; part += PART) {
      long i = part;
      for (; i < end - 3 * VECTOR; i += 4 * VECTOR) {
        fourColumns(z, zo + i, rowBytes, rows, w, wo + i, i == part, ACCUMULATORS + part, work);
      }
      for (; i < end; i += VECTOR) {
        oneColumn(z, zo + i, rowBytes, rows, w, wo + i, i == part, ACCUMULATORS + part, work);
      }
    }
  }

  private static void fourColumns(
      MemorySegment z,
      long zo,
      long rowBytes,
      int rows,
      MemorySegment w,
      long wo,
      boolean first,
      long to,
      MemorySegment work) {
    if (!z.isNative() || !w.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector w0 = FloatVector.fromMemorySegment(SPECIES, w, wo, ORDER);
    FloatVector w1 = FloatVector.fromMemorySegment(SPECIES, w, wo + VECTOR, ORDER);
    FloatVector w2 = FloatVector.fromMemorySegment(SPECIES, w, wo + 2 * VECTOR, ORDER);
    FloatVector w3 = FloatVector.fromMemorySegment(SPECIES, w, wo + 3 * VECTOR, ORDER);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int r = 0; r < rows; r++) {
      long row = zo + r * rowBytes;
      long at = to + r * VECTOR;
      FloatVector u = first ? zero : FloatVector.fromMemorySegment(SPECIES, work, at, ORDER);
      u = FloatVector.fromMemorySegment(SPECIES, z, row, ORDER).fma(w0, u);
      u = FloatVector.fromMemorySegment(SPECIES, z, row + VECTOR, ORDER).fma(w1, u);
      u = FloatVector.fromMemorySegment(SPECIES, z, row + 2 * VECTOR, ORDER).fma(w2, u);
      u = FloatVector.fromMemorySegment(SPECIES, z, row + 3 * VECTOR, ORDER).fma(w3, u);
      u.intoMemorySegment(work, at, ORDER);
    }
  }

  private static void oneColumn(
      MemorySegment z,
      long zo,
      long rowBytes,
      int rows,
      MemorySegment w,
      long wo,
      boolean first,
      long to,
      MemorySegment work) {
    if (!z.isNative() || !w.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector x = FloatVector.fromMemorySegment(SPECIES, w, wo, ORDER);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int r = 0; r < rows; r++) {
      long at = to + r * VECTOR;
      FloatVector u = first ? zero : FloatVector.fromMemorySegment(SPECIES, work, at, ORDER);
      FloatVector.fromMemorySegment(SPECIES, z, zo + r * rowBytes, ORDER)
          .fma(x, u)
          .intoMemorySegment(work, at, ORDER);
    }
  }

  /**
   * s_i += Σ_r b_r z_ri over the rows with b_r ≠ 0; s of short rows a panel of columns at a time.
   */
  static void sum(
      MemorySegment z,
      long zo,
      long rowBytes,
      int rows,
      long bo,
      long so,
      long n,
      MemorySegment work) {
    long active = active(rows, bo, work);
    long end = n * Float.BYTES;
    if (rowBytes > SHORT_ROW) {
      FloatLongRows.sum(z, zo, rowBytes, active, bo, so, end, work);
      return;
    }
    long i = 0;
    for (; i < end - 3 * PART; i += 4 * PART) {
      addPanel(z, zo + i, rowBytes, active, bo, so + i, work);
    }
    for (; i < end; i += PART) {
      addColumn(z, zo + i, rowBytes, active, bo, so + i, work);
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

  private static void addPanel(
      MemorySegment z, long zo, long rowBytes, long active, long bo, long so, MemorySegment work) {
    if (!z.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector s0 = FloatVector.fromMemorySegment(SPECIES, work, so, ORDER);
    FloatVector s1 = FloatVector.fromMemorySegment(SPECIES, work, so + PART, ORDER);
    FloatVector s2 = FloatVector.fromMemorySegment(SPECIES, work, so + 2 * PART, ORDER);
    FloatVector s3 = FloatVector.fromMemorySegment(SPECIES, work, so + 3 * PART, ORDER);
    for (long left = active; left != 0; left &= left - 1) {
      long r = Long.numberOfTrailingZeros(left);
      FloatVector b = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, bo + r * Float.BYTES));
      long row = zo + r * rowBytes;
      s0 = FloatVector.fromMemorySegment(SPECIES, z, row, ORDER).fma(b, s0);
      s1 = FloatVector.fromMemorySegment(SPECIES, z, row + PART, ORDER).fma(b, s1);
      s2 = FloatVector.fromMemorySegment(SPECIES, z, row + 2 * PART, ORDER).fma(b, s2);
      s3 = FloatVector.fromMemorySegment(SPECIES, z, row + 3 * PART, ORDER).fma(b, s3);
    }
    s0.intoMemorySegment(work, so, ORDER);
    s1.intoMemorySegment(work, so + PART, ORDER);
    s2.intoMemorySegment(work, so + 2 * PART, ORDER);
    s3.intoMemorySegment(work, so + 3 * PART, ORDER);
  }

  private static void addColumn(
      MemorySegment z, long zo, long rowBytes, long active, long bo, long so, MemorySegment work) {
    if (!z.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector s = FloatVector.fromMemorySegment(SPECIES, work, so, ORDER);
    for (long left = active; left != 0; left &= left - 1) {
      long r = Long.numberOfTrailingZeros(left);
      FloatVector b = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, bo + r * Float.BYTES));
      s = FloatVector.fromMemorySegment(SPECIES, z, zo + r * rowBytes, ORDER).fma(b, s);
    }
    s.intoMemorySegment(work, so, ORDER);
  }
}
