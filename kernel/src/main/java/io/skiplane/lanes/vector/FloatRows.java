package io.skiplane.lanes.vector;

import static io.skiplane.lanes.Kernels.ACCUMULATORS;
import static io.skiplane.lanes.Kernels.MOST_ROWS;
import static io.skiplane.lanes.Kernels.SHORT_ROW;
import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static io.skiplane.lanes.vector.FloatLanes.WIDTH;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static jdk.incubator.vector.VectorOperators.LE;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Wide patches, which are rows of Z: the short ones here, the others in {@link FloatLongRows}. */
final class FloatRows {
  /** Rows from main memory are taken in pieces that stay in the second-level cache. */
  private static final long PIECE_BYTES = 128 << 10;

  private FloatRows() {}

  /** σ(u_r), b_r = a_r·1[u_r > 0] and s_i += Σ_r b_r z_ri. */
  static void student(
      MemorySegment z,
      long zo,
      long rows,
      boolean far,
      MemorySegment weights,
      long ao,
      long vo,
      long n,
      long ro,
      long bo,
      long so,
      MemorySegment work) {
    long rowBytes = n * Float.BYTES;
    if (rowBytes > SHORT_ROW) {
      FloatLongRows.student(z, zo, rowBytes, rows, weights, ao, vo, ro, bo, so, work);
      return;
    }
    boolean four = FloatRowsOfFour.fits(rowBytes);
    boolean eight = FloatRowsOfEight.fits(rowBytes);
    long row = 0;
    if (four && !far) {
      row = FloatRowsOfFour.student(z, zo, rows, weights, ao, vo, ro, bo, so, work);
    } else if (eight && !far) {
      row = FloatRowsOfEight.student(z, zo, rows, weights, ao, vo, ro, bo, so, work);
    }
    // Products first and sums from the cache: what waits for memory must be few instructions, as
    // the processor looks ahead some hundred of them.
    long most = four || eight ? PIECE_BYTES / rowBytes : MOST_ROWS;
    while (row < rows) {
      int piece = (int) Math.min(most, rows - row);
      long at = zo + row * rowBytes;
      long i = row * Float.BYTES;
      products(z, at, piece, weights, vo, n, ro + i, work);
      gates(weights, ao + i, piece, ro + i, ro + i, bo + i, work);
      sum(z, at, rowBytes, piece, bo + i, so, rowBytes, work);
      row += piece;
    }
  }

  /** {@link #student}, and u*_r as of {@link #products}. */
  static void taught(
      MemorySegment z,
      long zo,
      int rows,
      MemorySegment weights,
      long ao,
      long vo,
      long n,
      long ro,
      long bo,
      long so,
      long starV,
      long starU,
      MemorySegment work) {
    long rowBytes = n * Float.BYTES;
    if (rowBytes > SHORT_ROW && PART == VECTOR && rows <= MOST_ROWS / 2) {
      FloatLongRows.taught(z, zo, rowBytes, rows, weights, ao, vo, ro, bo, so, starV, starU, work);
      return;
    }
    long row = 0;
    if (FloatRowsOfFour.fits(rowBytes)) {
      row = FloatRowsOfFour.both(z, zo, rows, weights, vo, starV, ro, starU, work);
    } else if (FloatRowsOfEight.fits(rowBytes)) {
      row = FloatRowsOfEight.both(z, zo, rows, weights, vo, starV, ro, starU, work);
    }
    if (row > 0) {
      gates(weights, ao, (int) row, ro, ro, bo, work);
      sum(z, zo, rowBytes, (int) row, bo, so, rowBytes, work);
    }
    if (row < rows) {
      long at = zo + row * rowBytes;
      long i = row * Float.BYTES;
      student(z, at, rows - row, false, weights, ao + i, vo, n, ro + i, bo + i, so, work);
      products(z, at, (int) (rows - row), work, starV, n, starU + i, work);
    }
  }

  /**
   * u_r = Σ_i z_ri w_i for some rows: any number of four or eight vectors, at most {@link
   * io.skiplane.lanes.Kernels#MOST_ROWS} others.
   */
  static void products(
      MemorySegment z,
      long zo,
      int rows,
      MemorySegment w,
      long wo,
      long n,
      long uo,
      MemorySegment work) {
    long rowBytes = n * Float.BYTES;
    long row = 0;
    if (FloatRowsOfFour.fits(rowBytes)) {
      row = FloatRowsOfFour.products(z, zo, rows, w, wo, uo, work);
    } else if (FloatRowsOfEight.fits(rowBytes)) {
      row = FloatRowsOfEight.products(z, zo, rows, w, wo, uo, work);
    }
    int rest = (int) (rows - row);
    if (rest > 0) {
      long at = zo + row * rowBytes;
      if (rowBytes <= SHORT_ROW) {
        lanes(z, at, rowBytes, rest, w, wo, work);
      } else {
        FloatLongRows.lanes(z, at, rowBytes, rest, w, wo, work);
      }
      sums(rest, ACCUMULATORS, uo + row * Float.BYTES, work);
    }
  }

  /** u_r from the lanes of its accumulator, which are used up, for some rows. */
  static void sums(int rows, long from, long uo, MemorySegment work) {
    int whole = rows / WIDTH;
    int row = whole * WIDTH;
    FloatTree.sums(work, from, uo, row);
    if (row < rows) {
      long rest = from + row * VECTOR;
      FloatTree.sums(work, rest, rest, rows - row);
      for (long i = 0; row + i < rows; i++) {
        float u = work.get(JAVA_FLOAT, rest + i * Float.BYTES);
        work.set(JAVA_FLOAT, uo + (row + i) * Float.BYTES, u);
      }
    }
  }

  /**
   * The lanes of short rows' products, four columns of vectors at a time: the loop over the rows is
   * the long one, so C2 moves its range checks out of it.
   */
  private static void lanes(
      MemorySegment z,
      long zo,
      long rowBytes,
      int rows,
      MemorySegment w,
      long wo,
      MemorySegment work) {
    long end = rowBytes;
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

  /** s_i += Σ_r b_r z_ri for the n bytes of s, a panel of columns at a time. */
  static void sum(
      MemorySegment z,
      long zo,
      long rowBytes,
      int rows,
      long bo,
      long so,
      long end,
      MemorySegment work) {
    long i = 0;
    for (; i < end - 3 * PART; i += 4 * PART) {
      addPanel(z, zo + i, rowBytes, rows, bo, so + i, work);
    }
    for (; i < end; i += PART) {
      addColumn(z, zo + i, rowBytes, rows, bo, so + i, work);
    }
  }

  private static void addPanel(
      MemorySegment z, long zo, long rowBytes, int rows, long bo, long so, MemorySegment work) {
    if (!z.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector s0 = FloatVector.fromMemorySegment(SPECIES, work, so, ORDER);
    FloatVector s1 = FloatVector.fromMemorySegment(SPECIES, work, so + PART, ORDER);
    FloatVector s2 = FloatVector.fromMemorySegment(SPECIES, work, so + 2 * PART, ORDER);
    FloatVector s3 = FloatVector.fromMemorySegment(SPECIES, work, so + 3 * PART, ORDER);
    for (int r = 0; r < rows; r++) {
      float gate = work.get(JAVA_FLOAT_UNALIGNED, bo + r * (long) Float.BYTES);
      FloatVector b = FloatVector.broadcast(SPECIES, gate);
      MemorySegment row = z.asSlice(zo + r * rowBytes, 4 * PART);
      s0 = b.fma(FloatVector.fromMemorySegment(SPECIES, row, 0, ORDER), s0);
      s1 = b.fma(FloatVector.fromMemorySegment(SPECIES, row, PART, ORDER), s1);
      s2 = b.fma(FloatVector.fromMemorySegment(SPECIES, row, 2 * PART, ORDER), s2);
      s3 = b.fma(FloatVector.fromMemorySegment(SPECIES, row, 3 * PART, ORDER), s3);
    }
    s0.intoMemorySegment(work, so, ORDER);
    s1.intoMemorySegment(work, so + PART, ORDER);
    s2.intoMemorySegment(work, so + 2 * PART, ORDER);
    s3.intoMemorySegment(work, so + 3 * PART, ORDER);
  }

  private static void addColumn(
      MemorySegment z, long zo, long rowBytes, int rows, long bo, long so, MemorySegment work) {
    if (!z.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector s = FloatVector.fromMemorySegment(SPECIES, work, so, ORDER);
    for (int r = 0; r < rows; r++) {
      float gate = work.get(JAVA_FLOAT_UNALIGNED, bo + r * (long) Float.BYTES);
      FloatVector b = FloatVector.broadcast(SPECIES, gate);
      s = b.fma(FloatVector.fromMemorySegment(SPECIES, z, zo + r * rowBytes, ORDER), s);
    }
    s.intoMemorySegment(work, so, ORDER);
  }

  /** σ(u), b = a·1[u > 0], by whole vectors: what follows the last row holds anything. */
  static void gates(
      MemorySegment weights, long ao, int rows, long uo, long ro, long bo, MemorySegment work) {
    if (!weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long i = 0; i < (long) rows * Float.BYTES; i += PART) {
      FloatVector u = FloatVector.fromMemorySegment(SPECIES, work, uo + i, ORDER);
      FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + i, ORDER);
      VectorMask<Float> off = u.compare(LE, zero);
      u.blend(zero, off).intoMemorySegment(work, ro + i, ORDER);
      a.blend(zero, off).intoMemorySegment(work, bo + i, ORDER);
    }
  }

  /** Lane vector 1 gains a* σ(u*). */
  static void label(long ao, int firstLane, int rows, long uo, MemorySegment work) {
    if (!work.isNative()) {
      throw Segments.onHeap();
    }
    int whole = firstLane == 0 ? rows - rows % WIDTH : 0;
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long part = 0; part < VECTOR && whole > 0; part += PART) {
      FloatVector g = FloatVector.fromMemorySegment(SPECIES, work, VECTOR + part, ORDER);
      for (long i = part; i < (long) whole * Float.BYTES; i += VECTOR) {
        FloatVector u = FloatVector.fromMemorySegment(SPECIES, work, uo + i, ORDER);
        FloatVector a = FloatVector.fromMemorySegment(SPECIES, work, ao + i, ORDER);
        g = a.fma(u.blend(zero, u.compare(LE, zero)), g);
      }
      g.intoMemorySegment(work, VECTOR + part, ORDER);
    }
    for (int row = whole; row < rows; row++) {
      long lane = VECTOR + (long) ((firstLane + row) % WIDTH) * Float.BYTES;
      float u = work.get(JAVA_FLOAT, uo + (long) row * Float.BYTES);
      float a = work.get(JAVA_FLOAT, ao + (long) row * Float.BYTES);
      work.set(JAVA_FLOAT, lane, Math.fma(a, u <= 0 ? 0 : u, work.get(JAVA_FLOAT, lane)));
    }
  }
}
