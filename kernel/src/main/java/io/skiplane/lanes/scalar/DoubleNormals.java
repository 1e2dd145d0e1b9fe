package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.Kernels.RUN_PAIRS;
import static io.skiplane.lanes.scalar.DoubleLanes.set;

import io.skiplane.lanes.StreamKey;
import java.lang.foreign.MemorySegment;

/**
 * Double normals: Box-Muller over xoshiro256++ (Blackman, Vigna 2021), one 64-bit lane at a time.
 */
final class DoubleNormals {
  private static final int LANES = 8;
  private static final long ROOT_HALF_BITS = Double.doubleToRawLongBits(Math.sqrt(0.5));
  private static final double MINUS_TWO_LN2 = -2 * 0.6931471805599453;
  private static final long ONE_BITS = 0x3FF0000000000000L;

  private DoubleNormals() {}

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
      pair(out, offset, pair * 2 * DoubleLanes.WIDTH + lane, first, second);
    }
  }

  /** The SplitMix64 hash of {@code key} at position {@code place}·8 + lane. */
  private static long word(long key, long place, int lane) {
    return StreamKey.mix(key + StreamKey.GOLDEN * (8 * place + lane + 1));
  }

  /** Numbers {@code at} and {@code at} + W from two 64-bit words. */
  private static void pair(MemorySegment out, long offset, long at, long first, long second) {
    long u = Double.doubleToRawLongBits(2 - Double.longBitsToDouble((first >>> 12) | ONE_BITS));
    long e = (u - ROOT_HALF_BITS) >> 52;
    double f = Double.longBitsToDouble(u - (e << 52)) - 1;
    double ln = Math.fma(f * f, DoubleCurves.logarithm(f), f);
    double r = Math.sqrt(Math.fma((double) e, MINUS_TWO_LN2, ln * -2));
    double turn = Double.longBitsToDouble((second >>> 12) | ONE_BITS);
    double x = turn + turn - 3;
    double x2 = x * x;
    double signed = (second & 1) != 0 ? -r : r;
    set(out, offset, at, signed * DoubleCurves.turnCosine(x2));
    set(out, offset, at + DoubleLanes.WIDTH, signed * (x * DoubleCurves.turnSine(x2)));
  }
}
