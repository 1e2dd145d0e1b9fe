package io.skiplane.lanes.scalar;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import java.lang.foreign.MemorySegment;

/**
 * Random words: xoshiro256++ (Blackman, Vigna 2021) in eight 64-bit lanes, one lane at a time. The
 * first vectors of the pairs come from one generator and the second ones from another.
 */
public final class LongLanes {
  private static final int LANES = 8;

  private LongLanes() {}

  /**
   * Fills run number {@code run} of a stream with random words.
   *
   * @param out [pairs][2][8], modified
   * @param pairs at most {@link Kernels#RUN_PAIRS}
   */
  public static void fill(
      MemorySegment out, long offset, long pairs, long run, long key0, long key1) {
    for (long half = 0; half < 2; half++) {
      long place = 4 * run + 2 * half;
      for (long lane = 0; lane < LANES; lane++) {
        long s0 = word(key0, place, lane);
        long s1 = word(key1, place, lane);
        long s2 = word(key0, place + 1, lane);
        long s3 = word(key1, place + 1, lane);
        for (long pair = 0; pair < pairs; pair++) {
          long at = offset + ((2 * pair + half) * LANES + lane) * Long.BYTES;
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
  }

  /** The SplitMix64 hash of {@code key} at position {@code place}·8 + lane. */
  private static long word(long key, long place, long lane) {
    return StreamKey.mix(key + StreamKey.GOLDEN * (8 * place + lane + 1));
  }
}
