package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static io.skiplane.lanes.vector.FloatLanes.WIDTH;
import static io.skiplane.lanes.vector.FloatTree.SWAP1;
import static io.skiplane.lanes.vector.FloatTree.SWAP2;
import static io.skiplane.lanes.vector.FloatTree.SWAP_HALF;
import static io.skiplane.lanes.vector.FloatTree.SWAP_QUARTER;
import static io.skiplane.lanes.vector.FloatTree.UPPER_HALF;
import static io.skiplane.lanes.vector.FloatTree.UPPER_QUARTER;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.ROL;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Rows of four vectors, two rows a turn, with v and s in registers. A turn's rows are added to s
 * from the first-level cache some turns later: so nothing waits for the chain from a product over
 * its sum to the gate.
 */
final class FloatRowsOfFour {
  /** Vectors of a row. */
  private static final int COLUMNS = 4;

  /** Rows of a turn. */
  private static final int ROWS = 2;

  /** Turns between a row's product and its part in s: the chain from one to the other is long. */
  private static final int LAG = 4;

  private static final long TURN = ROWS * COLUMNS * VECTOR;
  private static final long NUMBERS = (long) ROWS * Float.BYTES;

  /** The rows' sums, which fill half of the lanes each, as the first two lanes. */
  private static final VectorShuffle<Float> SUMS = FloatTree.first(ROWS);

  /** Rows of a turn that only wants products: their sums share a tree. */
  private static final int TOGETHER = 4;

  /** Those sums, which fill a quarter of the lanes each, as the first lanes. */
  private static final VectorShuffle<Float> TOGETHER_SUMS = FloatTree.first(TOGETHER);

  private FloatRowsOfFour() {}

  /** Whether rows of so many bytes are such rows, and vectors are whole. */
  static boolean fits(long rowBytes) {
    return PART == VECTOR && rowBytes == COLUMNS * VECTOR;
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
    FloatRows.sum(z, at, COLUMNS * VECTOR, LAG * ROWS, gates, so, COLUMNS * VECTOR, work);
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
    for (long turn = 0; turn < rows / TOGETHER; turn += FloatLanes.one) {
      long at = zo + turn * TOGETHER * COLUMNS * VECTOR;
      FloatVector u0 = w0.fma(FloatVector.fromMemorySegment(SPECIES, z, at, ORDER), zero);
      u0 = w1.fma(FloatVector.fromMemorySegment(SPECIES, z, at + VECTOR, ORDER), u0);
      u0 = w2.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 2 * VECTOR, ORDER), u0);
      u0 = w3.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 3 * VECTOR, ORDER), u0);
      FloatVector u1 =
          w0.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 4 * VECTOR, ORDER), zero);
      u1 = w1.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 5 * VECTOR, ORDER), u1);
      u1 = w2.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 6 * VECTOR, ORDER), u1);
      u1 = w3.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 7 * VECTOR, ORDER), u1);
      FloatVector u2 =
          w0.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 8 * VECTOR, ORDER), zero);
      u2 = w1.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 9 * VECTOR, ORDER), u2);
      u2 = w2.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 10 * VECTOR, ORDER), u2);
      u2 = w3.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 11 * VECTOR, ORDER), u2);
      FloatVector u3 =
          w0.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 12 * VECTOR, ORDER), zero);
      u3 = w1.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 13 * VECTOR, ORDER), u3);
      u3 = w2.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 14 * VECTOR, ORDER), u3);
      u3 = w3.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 15 * VECTOR, ORDER), u3);
      u0 = u0.blend(u2, UPPER_HALF).add(u2.blend(u0, UPPER_HALF).rearrange(SWAP_HALF));
      u1 = u1.blend(u3, UPPER_HALF).add(u3.blend(u1, UPPER_HALF).rearrange(SWAP_HALF));
      u0 = u0.blend(u1, UPPER_QUARTER).add(u1.blend(u0, UPPER_QUARTER).rearrange(SWAP_QUARTER));
      if (WIDTH == 16) {
        u0 = u0.add(u0.rearrange(SWAP2));
      }
      u0 = u0.add(u0.rearrange(SWAP1)).rearrange(TOGETHER_SUMS);
      u0.intoMemorySegment(work, uo + turn * TOGETHER * Float.BYTES, ORDER);
    }
    return rows / TOGETHER * TOGETHER;
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
      FloatVector b = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT_UNALIGNED, bo + i));
      s0 = b.fma(FloatVector.fromMemorySegment(SPECIES, z, at, ORDER), s0);
      s1 = b.fma(FloatVector.fromMemorySegment(SPECIES, z, at + VECTOR, ORDER), s1);
      s2 = b.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 2 * VECTOR, ORDER), s2);
      s3 = b.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 3 * VECTOR, ORDER), s3);
      b = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT_UNALIGNED, bo + i + Float.BYTES));
      s0 = b.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 4 * VECTOR, ORDER), s0);
      s1 = b.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 5 * VECTOR, ORDER), s1);
      s2 = b.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 6 * VECTOR, ORDER), s2);
      s3 = b.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 7 * VECTOR, ORDER), s3);
      at += LAG * TURN;
      FloatVector u0 = w0.fma(FloatVector.fromMemorySegment(SPECIES, z, at, ORDER), zero);
      u0 = w1.fma(FloatVector.fromMemorySegment(SPECIES, z, at + VECTOR, ORDER), u0);
      u0 = w2.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 2 * VECTOR, ORDER), u0);
      u0 = w3.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 3 * VECTOR, ORDER), u0);
      FloatVector u1 =
          w0.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 4 * VECTOR, ORDER), zero);
      u1 = w1.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 5 * VECTOR, ORDER), u1);
      u1 = w2.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 6 * VECTOR, ORDER), u1);
      u1 = w3.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 7 * VECTOR, ORDER), u1);
      u0 = u0.blend(u1, UPPER_HALF).add(u1.blend(u0, UPPER_HALF).rearrange(SWAP_HALF));
      u0 = u0.add(u0.rearrange(SWAP_QUARTER));
      if (WIDTH == 16) {
        u0 = u0.add(u0.rearrange(SWAP2));
        // As SWAP1, in another unit than the other swaps.
        LongVector pairs = u0.reinterpretAsLongs().lanewise(ROL, Float.SIZE);
        u0 = u0.add(pairs.reinterpretAsFloats()).rearrange(SUMS);
      } else {
        u0 = u0.add(u0.rearrange(SWAP1)).rearrange(SUMS);
      }
      FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + i, ORDER);
      VectorMask<Float> off = u0.compare(LE, zero);
      FloatVector open = a.blend(zero, off);
      u0 = u0.blend(zero, off);
      long gates = bo + LAG * NUMBERS + i;
      if (NUMBERS == Long.BYTES) { // A whole vector would lie across cache lines most of the time.
        work.set(JAVA_LONG_UNALIGNED, gates, open.reinterpretAsLongs().lane(0));
        work.set(JAVA_LONG_UNALIGNED, ro + i, u0.reinterpretAsLongs().lane(0));
      } else {
        open.intoMemorySegment(work, gates, ORDER);
        u0.intoMemorySegment(work, ro + i, ORDER);
      }
    }
    s0.intoMemorySegment(work, so, ORDER);
    s1.intoMemorySegment(work, so + VECTOR, ORDER);
    s2.intoMemorySegment(work, so + 2 * VECTOR, ORDER);
    s3.intoMemorySegment(work, so + 3 * VECTOR, ORDER);
  }
}
