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

/** Random words: xoshiro256++ (Blackman, Vigna 2021) in eight 64-bit lanes, seeded by address. */
final class LongLanes {
  static final VectorSpecies<Long> SPECIES = LaneBits.SHAPE.withLanes(long.class);

  /** (l + 1)·golden for each lane l of a part. */
  private static final LongVector OFFSETS =
      LongVector.zero(SPECIES).addIndex(1).add(1).mul(StreamKey.GOLDEN);

  private LongLanes() {}

  /**
   * Fills run number {@code run} of a stream with random words. The four words of a lane's state
   * are SplitMix64 hashes of the keys and the place; they stand in place, as C2 may compile a
   * helper that returns a vector before its caller, and then every vector is boxed.
   *
   * @param out [pairs][2][8], modified
   * @param pairs at most {@link Kernels#RUN_PAIRS}
   */
  static void fill(MemorySegment out, long offset, long pairs, long run, long key0, long key1) {
    if (!out.isNative()) {
      throw Segments.onHeap();
    }
    long end = pairs * 2 * VECTOR;
    for (long part = 0; part < VECTOR; part += PART) {
      long first = StreamKey.GOLDEN * (16 * run + part / Long.BYTES);
      long second = StreamKey.GOLDEN * (16 * run + 8 + part / Long.BYTES);
      LongVector s0 = OFFSETS.add(key0 + first);
      LongVector s1 = OFFSETS.add(key1 + first);
      LongVector s2 = OFFSETS.add(key0 + second);
      LongVector s3 = OFFSETS.add(key1 + second);
      s0 = s0.lanewise(XOR, s0.lanewise(LSHR, 30)).mul(StreamKey.MIX1);
      s1 = s1.lanewise(XOR, s1.lanewise(LSHR, 30)).mul(StreamKey.MIX1);
      s2 = s2.lanewise(XOR, s2.lanewise(LSHR, 30)).mul(StreamKey.MIX1);
      s3 = s3.lanewise(XOR, s3.lanewise(LSHR, 30)).mul(StreamKey.MIX1);
      s0 = s0.lanewise(XOR, s0.lanewise(LSHR, 27)).mul(StreamKey.MIX2);
      s1 = s1.lanewise(XOR, s1.lanewise(LSHR, 27)).mul(StreamKey.MIX2);
      s2 = s2.lanewise(XOR, s2.lanewise(LSHR, 27)).mul(StreamKey.MIX2);
      s3 = s3.lanewise(XOR, s3.lanewise(LSHR, 27)).mul(StreamKey.MIX2);
      s0 = s0.lanewise(XOR, s0.lanewise(LSHR, 31));
      s1 = s1.lanewise(XOR, s1.lanewise(LSHR, 31));
      s2 = s2.lanewise(XOR, s2.lanewise(LSHR, 31));
      s3 = s3.lanewise(XOR, s3.lanewise(LSHR, 31));
      for (long i = part; i < end; i += VECTOR) {
        s0.add(s3).lanewise(ROL, 23).add(s0).intoMemorySegment(out, offset + i, ORDER);
        LongVector t = s1.lanewise(LSHL, 17);
        s2 = s2.lanewise(XOR, s0);
        s3 = s3.lanewise(XOR, s1);
        s1 = s1.lanewise(XOR, s2);
        s0 = s0.lanewise(XOR, s3);
        s2 = s2.lanewise(XOR, t);
        s3 = s3.lanewise(ROL, 45);
      }
    }
  }
}
