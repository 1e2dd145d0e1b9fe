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
import static jdk.incubator.vector.VectorOperators.LE;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/** Rows of eight vectors, one row a turn, otherwise as {@link FloatRowsOfFour}. */
final class FloatRowsOfEight {
  /** Vectors of a row. */
  private static final int COLUMNS = 8;

  /** Rows of a turn. */
  private static final int ROWS = 1;

  /** Turns between a row's product and its part in s: the chain from one to the other is long. */
  private static final int LAG = 4;

  private static final long TURN = ROWS * COLUMNS * VECTOR;
  private static final long NUMBERS = (long) ROWS * Float.BYTES;

  /** Rows of a turn that only wants products: their sums share a tree. */
  private static final int TOGETHER = 2;

  /** Those sums, which fill half of the lanes each, as the first lanes. */
  private static final VectorShuffle<Float> TOGETHER_SUMS = FloatTree.first(TOGETHER);

  /** Of the sums of two rows' products with v and with v*, the first ones and the others. */
  private static final VectorShuffle<Float> OURS = FloatTree.first(2 * TOGETHER);

  private static final VectorShuffle<Float> STARS = FloatTree.upper(2 * TOGETHER);

  private FloatRowsOfEight() {}

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
    FloatVector w4 = FloatVector.fromMemorySegment(SPECIES, w, wo + 4 * VECTOR, ORDER);
    FloatVector w5 = FloatVector.fromMemorySegment(SPECIES, w, wo + 5 * VECTOR, ORDER);
    FloatVector w6 = FloatVector.fromMemorySegment(SPECIES, w, wo + 6 * VECTOR, ORDER);
    FloatVector w7 = FloatVector.fromMemorySegment(SPECIES, w, wo + 7 * VECTOR, ORDER);
    // No slices here: C2 then loads in another order than the rows lie in, which from main memory
    // takes nearly twice as long.
    for (long turn = 0; turn < rows / TOGETHER; turn += FloatLanes.one) {
      long at = zo + turn * TOGETHER * TURN;
      FloatVector u0 = w0.fma(FloatVector.fromMemorySegment(SPECIES, z, at, ORDER), zero);
      u0 = w1.fma(FloatVector.fromMemorySegment(SPECIES, z, at + VECTOR, ORDER), u0);
      u0 = w2.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 2 * VECTOR, ORDER), u0);
      u0 = w3.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 3 * VECTOR, ORDER), u0);
      u0 = w4.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 4 * VECTOR, ORDER), u0);
      u0 = w5.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 5 * VECTOR, ORDER), u0);
      u0 = w6.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 6 * VECTOR, ORDER), u0);
      u0 = w7.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 7 * VECTOR, ORDER), u0);
      FloatVector u1 =
          w0.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 8 * VECTOR, ORDER), zero);
      u1 = w1.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 9 * VECTOR, ORDER), u1);
      u1 = w2.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 10 * VECTOR, ORDER), u1);
      u1 = w3.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 11 * VECTOR, ORDER), u1);
      u1 = w4.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 12 * VECTOR, ORDER), u1);
      u1 = w5.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 13 * VECTOR, ORDER), u1);
      u1 = w6.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 14 * VECTOR, ORDER), u1);
      u1 = w7.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 15 * VECTOR, ORDER), u1);
      u0 = u0.blend(u1, UPPER_HALF).add(u1.blend(u0, UPPER_HALF).rearrange(SWAP_HALF));
      u0 = u0.add(u0.rearrange(SWAP_QUARTER));
      if (WIDTH == 16) {
        u0 = u0.add(u0.rearrange(SWAP2));
      }
      u0 = u0.add(u0.rearrange(SWAP1)).rearrange(TOGETHER_SUMS);
      u0.intoMemorySegment(work, uo + turn * TOGETHER * Float.BYTES, ORDER);
    }
    return rows / TOGETHER * TOGETHER;
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
    FloatVector v4 = FloatVector.fromMemorySegment(SPECIES, weights, vo + 4 * VECTOR, ORDER);
    FloatVector v5 = FloatVector.fromMemorySegment(SPECIES, weights, vo + 5 * VECTOR, ORDER);
    FloatVector v6 = FloatVector.fromMemorySegment(SPECIES, weights, vo + 6 * VECTOR, ORDER);
    FloatVector v7 = FloatVector.fromMemorySegment(SPECIES, weights, vo + 7 * VECTOR, ORDER);
    FloatVector star0 = FloatVector.fromMemorySegment(SPECIES, work, starV, ORDER);
    FloatVector star1 = FloatVector.fromMemorySegment(SPECIES, work, starV + VECTOR, ORDER);
    FloatVector star2 = FloatVector.fromMemorySegment(SPECIES, work, starV + 2 * VECTOR, ORDER);
    FloatVector star3 = FloatVector.fromMemorySegment(SPECIES, work, starV + 3 * VECTOR, ORDER);
    FloatVector star4 = FloatVector.fromMemorySegment(SPECIES, work, starV + 4 * VECTOR, ORDER);
    FloatVector star5 = FloatVector.fromMemorySegment(SPECIES, work, starV + 5 * VECTOR, ORDER);
    FloatVector star6 = FloatVector.fromMemorySegment(SPECIES, work, starV + 6 * VECTOR, ORDER);
    FloatVector star7 = FloatVector.fromMemorySegment(SPECIES, work, starV + 7 * VECTOR, ORDER);
    for (long turn = 0; turn < rows / TOGETHER; turn++) {
      MemorySegment pair = z.asSlice(zo + turn * TOGETHER * TURN, TOGETHER * TURN);
      FloatVector x = FloatVector.fromMemorySegment(SPECIES, pair, 0, ORDER);
      FloatVector u0 = v0.fma(x, zero);
      FloatVector u2 = star0.fma(x, zero);
      x = FloatVector.fromMemorySegment(SPECIES, pair, VECTOR, ORDER);
      u0 = v1.fma(x, u0);
      u2 = star1.fma(x, u2);
      x = FloatVector.fromMemorySegment(SPECIES, pair, 2 * VECTOR, ORDER);
      u0 = v2.fma(x, u0);
      u2 = star2.fma(x, u2);
      x = FloatVector.fromMemorySegment(SPECIES, pair, 3 * VECTOR, ORDER);
      u0 = v3.fma(x, u0);
      u2 = star3.fma(x, u2);
      x = FloatVector.fromMemorySegment(SPECIES, pair, 4 * VECTOR, ORDER);
      u0 = v4.fma(x, u0);
      u2 = star4.fma(x, u2);
      x = FloatVector.fromMemorySegment(SPECIES, pair, 5 * VECTOR, ORDER);
      u0 = v5.fma(x, u0);
      u2 = star5.fma(x, u2);
      x = FloatVector.fromMemorySegment(SPECIES, pair, 6 * VECTOR, ORDER);
      u0 = v6.fma(x, u0);
      u2 = star6.fma(x, u2);
      x = FloatVector.fromMemorySegment(SPECIES, pair, 7 * VECTOR, ORDER);
      u0 = v7.fma(x, u0);
      u2 = star7.fma(x, u2);
      x = FloatVector.fromMemorySegment(SPECIES, pair, 8 * VECTOR, ORDER);
      FloatVector u1 = v0.fma(x, zero);
      FloatVector u3 = star0.fma(x, zero);
      x = FloatVector.fromMemorySegment(SPECIES, pair, 9 * VECTOR, ORDER);
      u1 = v1.fma(x, u1);
      u3 = star1.fma(x, u3);
      x = FloatVector.fromMemorySegment(SPECIES, pair, 10 * VECTOR, ORDER);
      u1 = v2.fma(x, u1);
      u3 = star2.fma(x, u3);
      x = FloatVector.fromMemorySegment(SPECIES, pair, 11 * VECTOR, ORDER);
      u1 = v3.fma(x, u1);
      u3 = star3.fma(x, u3);
      x = FloatVector.fromMemorySegment(SPECIES, pair, 12 * VECTOR, ORDER);
      u1 = v4.fma(x, u1);
      u3 = star4.fma(x, u3);
      x = FloatVector.fromMemorySegment(SPECIES, pair, 13 * VECTOR, ORDER);
      u1 = v5.fma(x, u1);
      u3 = star5.fma(x, u3);
      x = FloatVector.fromMemorySegment(SPECIES, pair, 14 * VECTOR, ORDER);
      u1 = v6.fma(x, u1);
      u3 = star6.fma(x, u3);
      x = FloatVector.fromMemorySegment(SPECIES, pair, 15 * VECTOR, ORDER);
      u1 = v7.fma(x, u1);
      u3 = star7.fma(x, u3);
      u0 = u0.blend(u2, UPPER_HALF).add(u2.blend(u0, UPPER_HALF).rearrange(SWAP_HALF));
      u1 = u1.blend(u3, UPPER_HALF).add(u3.blend(u1, UPPER_HALF).rearrange(SWAP_HALF));
      u0 = u0.blend(u1, UPPER_QUARTER).add(u1.blend(u0, UPPER_QUARTER).rearrange(SWAP_QUARTER));
      if (WIDTH == 16) {
        u0 = u0.add(u0.rearrange(SWAP2));
      }
      u0 = u0.add(u0.rearrange(SWAP1));
      u0.rearrange(OURS).intoMemorySegment(work, uo + turn * TOGETHER * Float.BYTES, ORDER);
      u0.rearrange(STARS).intoMemorySegment(work, starU + turn * TOGETHER * Float.BYTES, ORDER);
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
    FloatVector w4 = FloatVector.fromMemorySegment(SPECIES, weights, vo + 4 * VECTOR, ORDER);
    FloatVector w5 = FloatVector.fromMemorySegment(SPECIES, weights, vo + 5 * VECTOR, ORDER);
    FloatVector w6 = FloatVector.fromMemorySegment(SPECIES, weights, vo + 6 * VECTOR, ORDER);
    FloatVector w7 = FloatVector.fromMemorySegment(SPECIES, weights, vo + 7 * VECTOR, ORDER);
    FloatVector s0 = FloatVector.fromMemorySegment(SPECIES, work, so, ORDER);
    FloatVector s1 = FloatVector.fromMemorySegment(SPECIES, work, so + VECTOR, ORDER);
    FloatVector s2 = FloatVector.fromMemorySegment(SPECIES, work, so + 2 * VECTOR, ORDER);
    FloatVector s3 = FloatVector.fromMemorySegment(SPECIES, work, so + 3 * VECTOR, ORDER);
    FloatVector s4 = FloatVector.fromMemorySegment(SPECIES, work, so + 4 * VECTOR, ORDER);
    FloatVector s5 = FloatVector.fromMemorySegment(SPECIES, work, so + 5 * VECTOR, ORDER);
    FloatVector s6 = FloatVector.fromMemorySegment(SPECIES, work, so + 6 * VECTOR, ORDER);
    FloatVector s7 = FloatVector.fromMemorySegment(SPECIES, work, so + 7 * VECTOR, ORDER);
    for (long turn = 0; turn < turns; turn++) {
      long at = zo + turn * TURN;
      long i = turn * NUMBERS;
      MemorySegment ahead = z.asSlice(at + LAG * TURN, TURN);
      MemorySegment row = z.asSlice(at, TURN);
      FloatVector b = FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT_UNALIGNED, bo + i));
      s0 = b.fma(FloatVector.fromMemorySegment(SPECIES, row, 0, ORDER), s0);
      s1 = b.fma(FloatVector.fromMemorySegment(SPECIES, row, VECTOR, ORDER), s1);
      s2 = b.fma(FloatVector.fromMemorySegment(SPECIES, row, 2 * VECTOR, ORDER), s2);
      s3 = b.fma(FloatVector.fromMemorySegment(SPECIES, row, 3 * VECTOR, ORDER), s3);
      s4 = b.fma(FloatVector.fromMemorySegment(SPECIES, row, 4 * VECTOR, ORDER), s4);
      s5 = b.fma(FloatVector.fromMemorySegment(SPECIES, row, 5 * VECTOR, ORDER), s5);
      s6 = b.fma(FloatVector.fromMemorySegment(SPECIES, row, 6 * VECTOR, ORDER), s6);
      s7 = b.fma(FloatVector.fromMemorySegment(SPECIES, row, 7 * VECTOR, ORDER), s7);
      FloatVector u0 = w0.fma(FloatVector.fromMemorySegment(SPECIES, ahead, 0, ORDER), zero);
      u0 = w1.fma(FloatVector.fromMemorySegment(SPECIES, ahead, VECTOR, ORDER), u0);
      u0 = w2.fma(FloatVector.fromMemorySegment(SPECIES, ahead, 2 * VECTOR, ORDER), u0);
      u0 = w3.fma(FloatVector.fromMemorySegment(SPECIES, ahead, 3 * VECTOR, ORDER), u0);
      u0 = w4.fma(FloatVector.fromMemorySegment(SPECIES, ahead, 4 * VECTOR, ORDER), u0);
      u0 = w5.fma(FloatVector.fromMemorySegment(SPECIES, ahead, 5 * VECTOR, ORDER), u0);
      u0 = w6.fma(FloatVector.fromMemorySegment(SPECIES, ahead, 6 * VECTOR, ORDER), u0);
      u0 = w7.fma(FloatVector.fromMemorySegment(SPECIES, ahead, 7 * VECTOR, ORDER), u0);
      u0 = u0.add(u0.rearrange(SWAP_HALF));
      u0 = u0.add(u0.rearrange(SWAP_QUARTER));
      if (WIDTH == 16) {
        u0 = u0.add(u0.rearrange(SWAP2));
      }
      u0 = u0.add(u0.rearrange(SWAP1));
      FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + i, ORDER);
      VectorMask<Float> off = u0.compare(LE, zero);
      a.blend(zero, off).intoMemorySegment(work, bo + LAG * NUMBERS + i, ORDER);
      u0.blend(zero, off).intoMemorySegment(work, ro + i, ORDER);
    }
    s0.intoMemorySegment(work, so, ORDER);
    s1.intoMemorySegment(work, so + VECTOR, ORDER);
    s2.intoMemorySegment(work, so + 2 * VECTOR, ORDER);
    s3.intoMemorySegment(work, so + 3 * VECTOR, ORDER);
    s4.intoMemorySegment(work, so + 4 * VECTOR, ORDER);
    s5.intoMemorySegment(work, so + 5 * VECTOR, ORDER);
    s6.intoMemorySegment(work, so + 6 * VECTOR, ORDER);
    s7.intoMemorySegment(work, so + 7 * VECTOR, ORDER);
  }
}
