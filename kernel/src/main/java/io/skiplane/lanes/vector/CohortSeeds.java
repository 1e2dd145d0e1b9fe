package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.skiplane.lanes.StreamKey;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;

/** States of the generators of eight students, hashed from their keys and a place in the stream. */
final class CohortSeeds {
  private CohortSeeds() {}

  /**
   * Words 0 and 2 of a state are SplitMix64's outputs 2·place and 2·place + 1 from the first key,
   * words 1 and 3 those from the second.
   *
   * @param keys int64[2][8] from byte {@code from}, not modified
   * @param work int64[4][8] from byte {@code to}, modified
   */
  static void states(MemorySegment keys, long from, long place, MemorySegment work, long to) {
    if (!keys.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long first = StreamKey.GOLDEN * (2 * place + 1);
    for (long part = 0; part < VECTOR; part += PART) {
      LongVector s0 = LongVector.fromMemorySegment(LongLanes.SPECIES, keys, from + part, ORDER);
      LongVector s1 =
          LongVector.fromMemorySegment(LongLanes.SPECIES, keys, from + VECTOR + part, ORDER);
      s0 = s0.add(first);
      s1 = s1.add(first);
      LongVector s2 = s0.add(StreamKey.GOLDEN);
      LongVector s3 = s1.add(StreamKey.GOLDEN);
      s0 = s0.lanewise(XOR, s0.lanewise(LSHR, 30)).mul(StreamKey.MIX1);
      s1 = s1.lanewise(XOR, s1.lanewise(LSHR, 30)).mul(StreamKey.MIX1);
      s2 = s2.lanewise(XOR, s2.lanewise(LSHR, 30)).mul(StreamKey.MIX1);
      s3 = s3.lanewise(XOR, s3.lanewise(LSHR, 30)).mul(StreamKey.MIX1);
      s0 = s0.lanewise(XOR, s0.lanewise(LSHR, 27)).mul(StreamKey.MIX2);
      s1 = s1.lanewise(XOR, s1.lanewise(LSHR, 27)).mul(StreamKey.MIX2);
      s2 = s2.lanewise(XOR, s2.lanewise(LSHR, 27)).mul(StreamKey.MIX2);
      s3 = s3.lanewise(XOR, s3.lanewise(LSHR, 27)).mul(StreamKey.MIX2);
      long at = to + part;
      s0.lanewise(XOR, s0.lanewise(LSHR, 31)).intoMemorySegment(work, at, ORDER);
      s1.lanewise(XOR, s1.lanewise(LSHR, 31)).intoMemorySegment(work, at + VECTOR, ORDER);
      s2.lanewise(XOR, s2.lanewise(LSHR, 31)).intoMemorySegment(work, at + 2 * VECTOR, ORDER);
      s3.lanewise(XOR, s3.lanewise(LSHR, 31)).intoMemorySegment(work, at + 3 * VECTOR, ORDER);
    }
  }
}
