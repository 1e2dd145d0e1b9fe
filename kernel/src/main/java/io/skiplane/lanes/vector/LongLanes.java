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
   * Fills run number {@code run} of a stream with random words.
   *
   * @param out [pairs][2][8], modified
   * @param pairs at most {@link Kernels#RUN_PAIRS}
   */
  static void fill(MemorySegment out, long offset, long pairs, long run, long key0, long key1) {
    long end = pairs * 2 * VECTOR;
    for (long part = 0; part < VECTOR; part += PART) {
      LongVector s0 = word(key0, 2 * run, part);
      LongVector s1 = word(key1, 2 * run, part);
      LongVector s2 = word(key0, 2 * run + 1, part);
      LongVector s3 = word(key1, 2 * run + 1, part);
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

  /**
   * The SplitMix64 hash of {@code key} at position {@code place}·8 + lane, for one part of lanes.
   */
  private static LongVector word(long key, long place, long part) {
    LongVector z = OFFSETS.add(key + StreamKey.GOLDEN * (8 * place + part / Long.BYTES));
    z = z.lanewise(XOR, z.lanewise(LSHR, 30)).mul(StreamKey.MIX1);
    z = z.lanewise(XOR, z.lanewise(LSHR, 27)).mul(StreamKey.MIX2);
    return z.lanewise(XOR, z.lanewise(LSHR, 31));
  }
}
