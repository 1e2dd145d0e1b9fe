package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Random words: xoshiro256++ (Blackman, Vigna 2021) in eight 64-bit lanes, seeded by address. The
 * first vectors of the pairs come from one generator and the second ones from another: two chains
 * that the processor follows at once.
 */
final class LongLanes {
  static final VectorSpecies<Long> SPECIES = LaneBits.SHAPE.withLanes(long.class);

  /** Words of a generator's state. */
  private static final int STATE = 4;

  /**
   * Steps of SplitMix64 from the place of one of a state's pairs of words to the next, 2^3 lanes.
   */
  private static final long PLACE = StreamKey.GOLDEN << 3;

  /** (l + 1)·golden for each lane l of a part. */
  private static final LongVector OFFSETS =
      LongVector.zero(SPECIES).addIndex(1).add(1).mul(StreamKey.GOLDEN);

  private LongLanes() {}

  /**
   * Fills run number {@code run} of a stream with random words.
   *
   * @param out [pairs][2][8], modified
   * @param pairs at most {@link Kernels#RUN_PAIRS}
   */
  static void fill(MemorySegment out, long offset, long pairs, long run, long key0, long key1) {
    if (pairs < STATE) { // No room for the states; the end of a stream, so seldom.
      io.skiplane.lanes.scalar.LongLanes.fill(out, offset, pairs, run, key0, key1);
      return;
    }
    long first = PLACE * STATE * run;
    long second = first + PLACE * (STATE / 2);
    // The states have room where the words will be.
    seed(out, offset, key0 + first, key1 + first);
    seed(out, offset + STATE * VECTOR, key0 + second, key1 + second);
    chains(out, offset, pairs);
  }

  /**
   * The state of a generator, out: [4][8]: SplitMix64 hashes of the keys and the place. A method
   * that seeds both and then runs them is too large for C1, without which C2 never sees it.
   */
  private static void seed(MemorySegment out, long offset, long key0, long key1) {
    if (!out.isNative()) {
      throw Segments.onHeap();
    }
    for (long part = 0; part < VECTOR; part += PART) {
      long lanes = StreamKey.GOLDEN * (part / Long.BYTES);
      LongVector s0 = OFFSETS.add(key0 + lanes);
      LongVector s1 = OFFSETS.add(key1 + lanes);
      LongVector s2 = OFFSETS.add(key0 + lanes + PLACE);
      LongVector s3 = OFFSETS.add(key1 + lanes + PLACE);
      s0 = s0.lanewise(XOR, s0.lanewise(LSHR, 30)).mul(StreamKey.MIX1);
      s1 = s1.lanewise(XOR, s1.lanewise(LSHR, 30)).mul(StreamKey.MIX1);
      s2 = s2.lanewise(XOR, s2.lanewise(LSHR, 30)).mul(StreamKey.MIX1);
      s3 = s3.lanewise(XOR, s3.lanewise(LSHR, 30)).mul(StreamKey.MIX1);
      s0 = s0.lanewise(XOR, s0.lanewise(LSHR, 27)).mul(StreamKey.MIX2);
      s1 = s1.lanewise(XOR, s1.lanewise(LSHR, 27)).mul(StreamKey.MIX2);
      s2 = s2.lanewise(XOR, s2.lanewise(LSHR, 27)).mul(StreamKey.MIX2);
      s3 = s3.lanewise(XOR, s3.lanewise(LSHR, 27)).mul(StreamKey.MIX2);
      long at = offset + part;
      s0.lanewise(XOR, s0.lanewise(LSHR, 31)).intoMemorySegment(out, at, ORDER);
      s1.lanewise(XOR, s1.lanewise(LSHR, 31)).intoMemorySegment(out, at + VECTOR, ORDER);
      s2.lanewise(XOR, s2.lanewise(LSHR, 31)).intoMemorySegment(out, at + 2 * VECTOR, ORDER);
      s3.lanewise(XOR, s3.lanewise(LSHR, 31)).intoMemorySegment(out, at + 3 * VECTOR, ORDER);
    }
  }

  /** Words in place of the states of both generators: out: [2][4][8], then [pairs][2][8]. */
  private static void chains(MemorySegment out, long offset, long pairs) {
    if (!out.isNative()) {
      throw Segments.onHeap();
    }
    long end = pairs * 2 * VECTOR;
    for (long part = 0; part < VECTOR; part += PART) {
      long at = offset + part;
      LongVector s0 = LongVector.fromMemorySegment(SPECIES, out, at, ORDER);
      LongVector s1 = LongVector.fromMemorySegment(SPECIES, out, at + VECTOR, ORDER);
      LongVector s2 = LongVector.fromMemorySegment(SPECIES, out, at + 2 * VECTOR, ORDER);
      LongVector s3 = LongVector.fromMemorySegment(SPECIES, out, at + 3 * VECTOR, ORDER);
      LongVector r0 = LongVector.fromMemorySegment(SPECIES, out, at + 4 * VECTOR, ORDER);
      LongVector r1 = LongVector.fromMemorySegment(SPECIES, out, at + 5 * VECTOR, ORDER);
      LongVector r2 = LongVector.fromMemorySegment(SPECIES, out, at + 6 * VECTOR, ORDER);
      LongVector r3 = LongVector.fromMemorySegment(SPECIES, out, at + 7 * VECTOR, ORDER);
      for (long i = part; i < end; i += 2 * VECTOR) {
        s0.add(s3).lanewise(ROL, 23).add(s0).intoMemorySegment(out, offset + i, ORDER);
        r0.add(r3).lanewise(ROL, 23).add(r0).intoMemorySegment(out, offset + i + VECTOR, ORDER);
        // The authors' step with its exclusive ors so that each is one instruction of three inputs.
        LongVector t0 = s0.lanewise(XOR, s1).lanewise(XOR, s3);
        LongVector u0 = r0.lanewise(XOR, r1).lanewise(XOR, r3);
        LongVector t1 = s1.lanewise(XOR, s0).lanewise(XOR, s2);
        LongVector u1 = r1.lanewise(XOR, r0).lanewise(XOR, r2);
        s2 = s2.lanewise(XOR, s0).lanewise(XOR, s1.lanewise(LSHL, 17));
        r2 = r2.lanewise(XOR, r0).lanewise(XOR, r1.lanewise(LSHL, 17));
        s3 = s3.lanewise(XOR, s1).lanewise(ROL, 45);
        r3 = r3.lanewise(XOR, r1).lanewise(ROL, 45);
        s0 = t0;
        s1 = t1;
        r0 = u0;
        r1 = u1;
      }
    }
  }
}
