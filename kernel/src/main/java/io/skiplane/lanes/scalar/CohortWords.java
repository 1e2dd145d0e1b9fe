package io.skiplane.lanes.scalar;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.skiplane.lanes.StreamKey;
import java.lang.foreign.MemorySegment;

/** The random words of one student of a cohort: xoshiro256++ (Blackman, Vigna 2021). */
final class CohortWords {
  private static final int LANES = 8;

  private long s0;
  private long s1;
  private long s2;
  private long s3;

  /** Words 0 and 2 of the state hash the first key, words 1 and 3 the second one, at a place. */
  CohortWords(MemorySegment keys, long ko, int lane, long place) {
    long key0 = keys.get(JAVA_LONG, ko + (long) lane * Long.BYTES);
    long key1 = keys.get(JAVA_LONG, ko + (long) (LANES + lane) * Long.BYTES);
    s0 = StreamKey.mix(key0 + StreamKey.GOLDEN * (2 * place + 1));
    s1 = StreamKey.mix(key1 + StreamKey.GOLDEN * (2 * place + 1));
    s2 = StreamKey.mix(key0 + StreamKey.GOLDEN * (2 * place + 2));
    s3 = StreamKey.mix(key1 + StreamKey.GOLDEN * (2 * place + 2));
  }

  long next() {
    long word = Long.rotateLeft(s0 + s3, 23) + s0;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return word;
  }
}
