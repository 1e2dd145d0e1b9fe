package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.Kernels.RUN_PAIRS;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import io.skiplane.lanes.StreamKey;
import java.lang.foreign.MemorySegment;

/**
 * Float normals: Box-Muller over xoshiro256++ (Blackman, Vigna 2021), one 64-bit lane at a time.
 */
final class FloatNormals {
  private static final int LANES = 8;
  private static final int ROOT_HALF_BITS = Float.floatToRawIntBits((float) Math.sqrt(0.5));
  private static final float MINUS_TWO_LN2 = (float) (-2 * 0.6931471805599453);

  private FloatNormals() {}

  static void fill(MemorySegment out, long offset, long pairs, long key0, long key1) {
    for (long run = 0; run * RUN_PAIRS < pairs; run++) {
      long from = run * RUN_PAIRS;
      for (int lane = 0; lane < LANES; lane++) {
        fillLane(out, offset, from, Math.min(pairs, from + RUN_PAIRS), lane, run, key0, key1);
      }
    }
  }

  private static void fillLane(
      MemorySegment out,
      long offset,
      long from,
      long to,
      int lane,
      long run,
      long key0,
      long key1) {
    long s0 = word(key0, 2 * run, lane);
    long s1 = word(key1, 2 * run, lane);
    long s2 = word(key0, 2 * run + 1, lane);
    long s3 = word(key1, 2 * run + 1, lane);
    for (long pair = from; pair < to; pair++) {
      long first = Long.rotateLeft(s0 + s3, 23) + s0;
      long t = s1 << 17;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= t;
      s3 = Long.rotateLeft(s3, 45);
      long second = Long.rotateLeft(s0 + s3, 23) + s0;
      t = s1 << 17;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= t;
      s3 = Long.rotateLeft(s3, 45);
      long at = pair * 2 * FloatLanes.WIDTH + 2L * lane;
      pair(out, offset, at, (int) first, (int) second);
      pair(out, offset, at + 1, (int) (first >>> 32), (int) (second >>> 32));
    }
  }

  /** The SplitMix64 hash of {@code key} at position {@code place}·8 + lane. */
  private static long word(long key, long place, int lane) {
    return StreamKey.mix(key + StreamKey.GOLDEN * (8 * place + lane + 1));
  }

  /** Numbers {@code at} and {@code at} + W from two 32-bit words. */
  private static void pair(MemorySegment out, long offset, long at, int first, int second) {
    int u = Float.floatToRawIntBits((float) (first >>> 1) * 0x1p-31f + 0x1p-32f);
    int e = (u - ROOT_HALF_BITS) >> 23;
    float f = Float.intBitsToFloat(u - (e << 23)) - 1f;
    float ln = Math.fma(f * f, FloatCurves.logarithm(f), f);
    float r = (float) Math.sqrt(Math.fma((float) e, MINUS_TWO_LN2, ln * -2f));
    float x = (float) (second << 1) * 0x1p-31f;
    float x2 = x * x;
    float signed = second < 0 ? -r : r;
    set(out, offset, at, signed * FloatCurves.turnCosine(x2));
    set(out, offset, at + FloatLanes.WIDTH, signed * (x * FloatCurves.turnSine(x2)));
  }
}
