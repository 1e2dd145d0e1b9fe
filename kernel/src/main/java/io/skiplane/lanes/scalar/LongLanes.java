package io.skiplane.lanes.scalar;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import java.lang.foreign.MemorySegment;

/** Random words: xoshiro256++ (Blackman, Vigna 2021) in eight 64-bit lanes, one lane at a time. */
final class LongLanes {
  private static final int LANES = 8;

  private LongLanes() {}

  /**
   * Fills run number {@code run} of a stream with random words.
   *
   * @param out [pairs][2][8], modified
   * @param pairs at most {@link Kernels#RUN_PAIRS}
   */
  static void fill(MemorySegment out, long offset, long pairs, long run, long key0, long key1) {
    for (int lane = 0; lane < LANES; lane++) {
      long s0 = word(key0, 2 * run, lane);
      long s1 = word(key1, 2 * run, lane);
      long s2 = word(key0, 2 * run + 1, lane);
      long s3 = word(key1, 2 * run + 1, lane);
      for (long vector = 0; vector < 2 * pairs; vector++) {
        long at = offset + (vector * LANES + lane) * Long.BYTES;
        out.set(JAVA_LONG, at, Long.rotateLeft(s0 + s3, 23) + s0);
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
      }
    }
  }

  /** The SplitMix64 hash of {@code key} at position {@code place}·8 + lane. */
  private static long word(long key, long place, int lane) {
    return StreamKey.mix(key + StreamKey.GOLDEN * (8 * place + lane + 1));
  }
}
