package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static io.skiplane.lanes.vector.FloatLanes.WIDTH;
import static io.skiplane.lanes.vector.FloatTree.SWAP1;
import static io.skiplane.lanes.vector.FloatTree.SWAP2;
import static io.skiplane.lanes.vector.FloatTree.SWAP_EIGHTH;
import static io.skiplane.lanes.vector.FloatTree.SWAP_HALF;
import static io.skiplane.lanes.vector.FloatTree.SWAP_QUARTER;
import static io.skiplane.lanes.vector.FloatTree.UPPER_EIGHTH;
import static io.skiplane.lanes.vector.FloatTree.UPPER_HALF;
import static io.skiplane.lanes.vector.FloatTree.UPPER_QUARTER;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static jdk.incubator.vector.VectorOperators.LE;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Rows of four vectors, four rows a turn, with v and s in registers. A turn's rows are added to s
 * from the first-level cache some turns later: so nothing waits for the chain from a product over
 * its sum to the gate. A turn's memory is a slice, whose one check serves all of its vectors.
 */
final class FloatRowsOfFour {
  /** Vectors of a row. */
  private static final int COLUMNS = 4;

  private static final long ROW = COLUMNS * VECTOR;

  /** Rows of a turn. */
  private static final int ROWS = 4;

  /** Turns between a row's product and its part in s: the chain from one to the other is long. */
  private static final int LAG = 3;

  private static final long TURN = ROWS * ROW;

  /** Bytes of a number of each row of a turn. */
  private static final long NUMBERS = (long) ROWS * Float.BYTES;

  /** The rows' sums, which fill a quarter of the lanes each, as the first lanes. */
  private static final VectorShuffle<Float> SUMS = FloatTree.first(ROWS);

  /** Of the sums of a turn's products with v and with v*, the first ones and the others. */
  private static final VectorShuffle<Float> OURS = FloatTree.first(2 * ROWS);

  private static final VectorShuffle<Float> STARS = FloatTree.upper(2 * ROWS);

  private FloatRowsOfFour() {}

  /** Whether rows of so many bytes are such rows, and vectors are whole. */
  static boolean fits(long rowBytes) {
    return PART == VECTOR && rowBytes == ROW;
  }

  /** As {@link FloatRows#student} for the first rows; returns how many. */
  static long student(
      MemorySegment z,
      long zo,
      long rows,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long bo,
      long so,
      MemorySegment work) {
    long turns = rows / ROWS;
    if (turns <= LAG) {
      return 0;
    }
    products(z, zo, LAG * ROWS, weights, vo, ro, work);
    FloatRows.gates(weights, ao, LAG * ROWS, ro, ro, bo, work);
    stream(z, zo, turns - LAG, weights, ao + LAG * NUMBERS, vo, ro + LAG * NUMBERS, bo, so, work);
    long last = turns - LAG;
    long at = zo + last * TURN;
    long gates = bo + last * NUMBERS;
    FloatRows.sum(z, at, ROW, LAG * ROWS, gates, so, ROW, work);
    return turns * ROWS;
  }

  /** u_r of the first rows; returns how many. */
  static long products(
      MemorySegment z, long zo, long rows, MemorySegment w, long wo, long uo, MemorySegment work) {
    if (!z.isNative() || !w.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector w0 = FloatVector.fromMemorySegment(SPECIES, w, wo, ORDER);
    FloatVector w1 = FloatVector.fromMemorySegment(SPECIES, w, wo + VECTOR, ORDER);
    FloatVector w2 = FloatVector.fromMemorySegment(SPECIES, w, wo + 2 * VECTOR, ORDER);
    FloatVector w3 = FloatVector.fromMemorySegment(SPECIES, w, wo + 3 * VECTOR, ORDER);
    // A slice for each row and a plain check for each turn: so C2 loads rows as they lie, which
    // rows
    // from main memory need.
    for (long turn = 0; turn < rows / ROWS; turn += FloatLanes.one) {
      long at = zo + turn * TURN;
      FloatVector u0 = row(z, at, w0, w1, w2, w3);
      FloatVector u1 = row(z, at + ROW, w0, w1, w2, w3);
      FloatVector u2 = row(z, at + 2 * ROW, w0, w1, w2, w3);
      FloatVector u3 = row(z, at + 3 * ROW, w0, w1, w2, w3);
      u0 = u0.blend(u2, UPPER_HALF).add(u2.blend(u0, UPPER_HALF).rearrange(SWAP_HALF));
      u1 = u1.blend(u3, UPPER_HALF).add(u3.blend(u1, UPPER_HALF).rearrange(SWAP_HALF));
      u0 = u0.blend(u1, UPPER_QUARTER).add(u1.blend(u0, UPPER_QUARTER).rearrange(SWAP_QUARTER));
      if (WIDTH == 16) {
        u0 = u0.add(u0.rearrange(SWAP2));
      }
      u0 = u0.add(u0.rearrange(SWAP1)).rearrange(SUMS);
      u0.intoMemorySegment(work, uo + turn * NUMBERS, ORDER);
    }
    return rows / ROWS * ROWS;
  }

  /**
   * The lanes of a row's product. C2 takes a method that returns a vector into its caller only
   * while that one is small, so its calls come before anything else in a loop.
   */
  private static FloatVector row(
      MemorySegment z, long at, FloatVector w0, FloatVector w1, FloatVector w2, FloatVector w3) {
    MemorySegment row = z.asSlice(at, ROW);
    FloatVector u = FloatVector.zero(SPECIES);
    u = w0.fma(FloatVector.fromMemorySegment(SPECIES, row, 0, ORDER), u);
    u = w1.fma(FloatVector.fromMemorySegment(SPECIES, row, VECTOR, ORDER), u);
    u = w2.fma(FloatVector.fromMemorySegment(SPECIES, row, 2 * VECTOR, ORDER), u);
    return w3.fma(FloatVector.fromMemorySegment(SPECIES, row, 3 * VECTOR, ORDER), u);
  }

  /** u_r and u*_r of the first rows, which are in a cache: one load for both; returns how many. */
  static long both(
      MemorySegment z,
      long zo,
      long rows,
      MemorySegment weights,
      long vo,
      long starV,
      long uo,
      long starU,
      MemorySegment work) {
    if (!z.isNative() || !weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector v0 = FloatVector.fromMemorySegment(SPECIES, weights, vo, ORDER);
    FloatVector v1 = FloatVector.fromMemorySegment(SPECIES, weights, vo + VECTOR, ORDER);
    FloatVector v2 = FloatVector.fromMemorySegment(SPECIES, weights, vo + 2 * VECTOR, ORDER);
    FloatVector v3 = FloatVector.fromMemorySegment(SPECIES, weights, vo + 3 * VECTOR, ORDER);
    FloatVector star0 = FloatVector.fromMemorySegment(SPECIES, work, starV, ORDER);
    FloatVector star1 = FloatVector.fromMemorySegment(SPECIES, work, starV + VECTOR, ORDER);
    FloatVector star2 = FloatVector.fromMemorySegment(SPECIES, work, starV + 2 * VECTOR, ORDER);
    FloatVector star3 = FloatVector.fromMemorySegment(SPECIES, work, starV + 3 * VECTOR, ORDER);
    for (long turn = 0; turn < rows / ROWS; turn++) {
      MemorySegment four = z.asSlice(zo + turn * TURN, TURN);
      FloatVector x = FloatVector.fromMemorySegment(SPECIES, four, 0, ORDER);
      FloatVector u0 = v0.fma(x, zero);
      FloatVector u4 = star0.fma(x, zero);
      x = FloatVector.fromMemorySegment(SPECIES, four, VECTOR, ORDER);
      u0 = v1.fma(x, u0);
      u4 = star1.fma(x, u4);
      x = FloatVector.fromMemorySegment(SPECIES, four, 2 * VECTOR, ORDER);
      u0 = v2.fma(x, u0);
      u4 = star2.fma(x, u4);
      x = FloatVector.fromMemorySegment(SPECIES, four, 3 * VECTOR, ORDER);
      u0 = v3.fma(x, u0);
      u4 = star3.fma(x, u4);
      x = FloatVector.fromMemorySegment(SPECIES, four, 4 * VECTOR, ORDER);
      FloatVector u1 = v0.fma(x, zero);
      FloatVector u5 = star0.fma(x, zero);
      x = FloatVector.fromMemorySegment(SPECIES, four, 5 * VECTOR, ORDER);
      u1 = v1.fma(x, u1);
      u5 = star1.fma(x, u5);
      x = FloatVector.fromMemorySegment(SPECIES, four, 6 * VECTOR, ORDER);
      u1 = v2.fma(x, u1);
      u5 = star2.fma(x, u5);
      x = FloatVector.fromMemorySegment(SPECIES, four, 7 * VECTOR, ORDER);
      u1 = v3.fma(x, u1);
      u5 = star3.fma(x, u5);
      x = FloatVector.fromMemorySegment(SPECIES, four, 8 * VECTOR, ORDER);
      FloatVector u2 = v0.fma(x, zero);
      FloatVector u6 = star0.fma(x, zero);
      x = FloatVector.fromMemorySegment(SPECIES, four, 9 * VECTOR, ORDER);
      u2 = v1.fma(x, u2);
      u6 = star1.fma(x, u6);
      x = FloatVector.fromMemorySegment(SPECIES, four, 10 * VECTOR, ORDER);
      u2 = v2.fma(x, u2);
      u6 = star2.fma(x, u6);
      x = FloatVector.fromMemorySegment(SPECIES, four, 11 * VECTOR, ORDER);
      u2 = v3.fma(x, u2);
      u6 = star3.fma(x, u6);
      x = FloatVector.fromMemorySegment(SPECIES, four, 12 * VECTOR, ORDER);
      FloatVector u3 = v0.fma(x, zero);
      FloatVector u7 = star0.fma(x, zero);
      x = FloatVector.fromMemorySegment(SPECIES, four, 13 * VECTOR, ORDER);
      u3 = v1.fma(x, u3);
      u7 = star1.fma(x, u7);
      x = FloatVector.fromMemorySegment(SPECIES, four, 14 * VECTOR, ORDER);
      u3 = v2.fma(x, u3);
      u7 = star2.fma(x, u7);
      x = FloatVector.fromMemorySegment(SPECIES, four, 15 * VECTOR, ORDER);
      u3 = v3.fma(x, u3);
      u7 = star3.fma(x, u7);
      u0 = u0.blend(u4, UPPER_HALF).add(u4.blend(u0, UPPER_HALF).rearrange(SWAP_HALF));
      u1 = u1.blend(u5, UPPER_HALF).add(u5.blend(u1, UPPER_HALF).rearrange(SWAP_HALF));
      u2 = u2.blend(u6, UPPER_HALF).add(u6.blend(u2, UPPER_HALF).rearrange(SWAP_HALF));
      u3 = u3.blend(u7, UPPER_HALF).add(u7.blend(u3, UPPER_HALF).rearrange(SWAP_HALF));
      u0 = u0.blend(u2, UPPER_QUARTER).add(u2.blend(u0, UPPER_QUARTER).rearrange(SWAP_QUARTER));
      u1 = u1.blend(u3, UPPER_QUARTER).add(u3.blend(u1, UPPER_QUARTER).rearrange(SWAP_QUARTER));
      u0 = u0.blend(u1, UPPER_EIGHTH).add(u1.blend(u0, UPPER_EIGHTH).rearrange(SWAP_EIGHTH));
      if (WIDTH == 16) {
        u0 = u0.add(u0.rearrange(SWAP1));
      }
      u0.rearrange(OURS).intoMemorySegment(work, uo + turn * NUMBERS, ORDER);
      u0.rearrange(STARS).intoMemorySegment(work, starU + turn * NUMBERS, ORDER);
    }
    return rows / ROWS * ROWS;
  }

  /** The products of some turns, each with the sums of the turn that lies LAG before it. */
  private static void stream(
      MemorySegment z,
      long zo,
      long turns,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long bo,
      long so,
      MemorySegment work) {
    if (!z.isNative() || !weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector w0 = FloatVector.fromMemorySegment(SPECIES, weights, vo, ORDER);
    FloatVector w1 = FloatVector.fromMemorySegment(SPECIES, weights, vo + VECTOR, ORDER);
    FloatVector w2 = FloatVector.fromMemorySegment(SPECIES, weights, vo + 2 * VECTOR, ORDER);
    FloatVector w3 = FloatVector.fromMemorySegment(SPECIES, weights, vo + 3 * VECTOR, ORDER);
    FloatVector s0 = FloatVector.fromMemorySegment(SPECIES, work, so, ORDER);
    FloatVector s1 = FloatVector.fromMemorySegment(SPECIES, work, so + VECTOR, ORDER);
    FloatVector s2 = FloatVector.fromMemorySegment(SPECIES, work, so + 2 * VECTOR, ORDER);
    FloatVector s3 = FloatVector.fromMemorySegment(SPECIES, work, so + 3 * VECTOR, ORDER);
    for (long turn = 0; turn < turns; turn++) {
      long at = zo + turn * TURN;
      long i = turn * NUMBERS;
      MemorySegment ahead = z.asSlice(at + LAG * TURN, TURN);
      MemorySegment rows = z.asSlice(at, TURN);
      MemorySegment b = work.asSlice(bo + i, NUMBERS);
      FloatVector u0 = row(ahead, 0, w0, w1, w2, w3);
      FloatVector u1 = row(ahead, ROW, w0, w1, w2, w3);
      FloatVector u2 = row(ahead, 2 * ROW, w0, w1, w2, w3);
      // In place, as one call more would be one too many.
      FloatVector u3 =
          w0.fma(FloatVector.fromMemorySegment(SPECIES, ahead, 12 * VECTOR, ORDER), zero);
      u3 = w1.fma(FloatVector.fromMemorySegment(SPECIES, ahead, 13 * VECTOR, ORDER), u3);
      u3 = w2.fma(FloatVector.fromMemorySegment(SPECIES, ahead, 14 * VECTOR, ORDER), u3);
      u3 = w3.fma(FloatVector.fromMemorySegment(SPECIES, ahead, 15 * VECTOR, ORDER), u3);
      FloatVector gate = FloatVector.broadcast(SPECIES, b.get(JAVA_FLOAT_UNALIGNED, 0));
      s0 = gate.fma(FloatVector.fromMemorySegment(SPECIES, rows, 0, ORDER), s0);
      s1 = gate.fma(FloatVector.fromMemorySegment(SPECIES, rows, VECTOR, ORDER), s1);
      s2 = gate.fma(FloatVector.fromMemorySegment(SPECIES, rows, 2 * VECTOR, ORDER), s2);
      s3 = gate.fma(FloatVector.fromMemorySegment(SPECIES, rows, 3 * VECTOR, ORDER), s3);
      gate = FloatVector.broadcast(SPECIES, b.get(JAVA_FLOAT_UNALIGNED, Float.BYTES));
      s0 = gate.fma(FloatVector.fromMemorySegment(SPECIES, rows, 4 * VECTOR, ORDER), s0);
      s1 = gate.fma(FloatVector.fromMemorySegment(SPECIES, rows, 5 * VECTOR, ORDER), s1);
      s2 = gate.fma(FloatVector.fromMemorySegment(SPECIES, rows, 6 * VECTOR, ORDER), s2);
      s3 = gate.fma(FloatVector.fromMemorySegment(SPECIES, rows, 7 * VECTOR, ORDER), s3);
      gate = FloatVector.broadcast(SPECIES, b.get(JAVA_FLOAT_UNALIGNED, 2 * Float.BYTES));
      s0 = gate.fma(FloatVector.fromMemorySegment(SPECIES, rows, 8 * VECTOR, ORDER), s0);
      s1 = gate.fma(FloatVector.fromMemorySegment(SPECIES, rows, 9 * VECTOR, ORDER), s1);
      s2 = gate.fma(FloatVector.fromMemorySegment(SPECIES, rows, 10 * VECTOR, ORDER), s2);
      s3 = gate.fma(FloatVector.fromMemorySegment(SPECIES, rows, 11 * VECTOR, ORDER), s3);
      gate = FloatVector.broadcast(SPECIES, b.get(JAVA_FLOAT_UNALIGNED, 3 * Float.BYTES));
      s0 = gate.fma(FloatVector.fromMemorySegment(SPECIES, rows, 12 * VECTOR, ORDER), s0);
      s1 = gate.fma(FloatVector.fromMemorySegment(SPECIES, rows, 13 * VECTOR, ORDER), s1);
      s2 = gate.fma(FloatVector.fromMemorySegment(SPECIES, rows, 14 * VECTOR, ORDER), s2);
      s3 = gate.fma(FloatVector.fromMemorySegment(SPECIES, rows, 15 * VECTOR, ORDER), s3);
      u0 = u0.blend(u2, UPPER_HALF).add(u2.blend(u0, UPPER_HALF).rearrange(SWAP_HALF));
      u1 = u1.blend(u3, UPPER_HALF).add(u3.blend(u1, UPPER_HALF).rearrange(SWAP_HALF));
      u0 = u0.blend(u1, UPPER_QUARTER).add(u1.blend(u0, UPPER_QUARTER).rearrange(SWAP_QUARTER));
      if (WIDTH == 16) {
        u0 = u0.add(u0.rearrange(SWAP2));
      }
      u0 = u0.add(u0.rearrange(SWAP1)).rearrange(SUMS);
      FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + i, ORDER);
      VectorMask<Float> off = u0.compare(LE, zero);
      a.blend(zero, off).intoMemorySegment(work, bo + LAG * NUMBERS + i, ORDER);
      u0.blend(zero, off).intoMemorySegment(work, ro + i, ORDER);
    }
    s0.intoMemorySegment(work, so, ORDER);
    s1.intoMemorySegment(work, so + VECTOR, ORDER);
    s2.intoMemorySegment(work, so + 2 * VECTOR, ORDER);
    s3.intoMemorySegment(work, so + 3 * VECTOR, ORDER);
  }
}
