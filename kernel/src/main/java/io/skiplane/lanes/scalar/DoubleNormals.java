package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.Kernels.RUN_PAIRS;
import static io.skiplane.lanes.scalar.DoubleLanes.VECTOR;
import static io.skiplane.lanes.scalar.DoubleLanes.set;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/** Double normals by the Box-Muller transform, in place over random words. */
final class DoubleNormals {
  private static final long ROOT_HALF_BITS = Double.doubleToRawLongBits(Math.sqrt(0.5));
  private static final double MINUS_TWO_LN2 = -2 * 0.6931471805599453;
  private static final long ONE_BITS = 0x3FF0000000000000L;

  private DoubleNormals() {}

  static void fill(MemorySegment out, long offset, long pairs, long key0, long key1) {
    for (long run = 0; run * RUN_PAIRS < pairs; run++) {
      long count = Math.min(RUN_PAIRS, pairs - run * RUN_PAIRS);
      long at = offset + run * RUN_PAIRS * 2 * VECTOR;
      LongLanes.fill(out, at, count, run, key0, key1);
      for (long pair = at; pair < at + count * 2 * VECTOR; pair += 2 * VECTOR) {
        for (long word = pair; word < pair + VECTOR; word += Long.BYTES) {
          transform(out, word);
        }
      }
    }
  }

  /** Two words, a vector apart, become two normals. */
  static void transform(MemorySegment out, long at) {
    long first = out.get(JAVA_LONG, at);
    long second = out.get(JAVA_LONG, at + VECTOR);
    long u = Double.doubleToRawLongBits(2 - Double.longBitsToDouble((first >>> 12) | ONE_BITS));
    long e = (u - ROOT_HALF_BITS) >> 52;
    double f = Double.longBitsToDouble(u - (e << 52)) - 1;
    double ln = Math.fma(f * f, DoubleCurves.logarithm(f), f);
    double r = Math.sqrt(Math.fma((double) e, MINUS_TWO_LN2, ln * -2));
    double turn = Double.longBitsToDouble((second >>> 12) | ONE_BITS);
    double x = turn + turn - 3;
    double x2 = x * x;
    double signed = (second & 1) != 0 ? -r : r;
    set(out, at, 0, signed * DoubleCurves.turnCosine(x2));
    set(out, at + VECTOR, 0, signed * (x * DoubleCurves.turnSine(x2)));
  }
}
