package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.Kernels.RUN_PAIRS;
import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.set;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/** Float normals by the Box-Muller transform, in place over random words. */
final class FloatNormals {
  private static final int ROOT_HALF_BITS = Float.floatToRawIntBits((float) Math.sqrt(0.5));
  private static final float MINUS_TWO_LN2 = (float) (-2 * 0.6931471805599453);

  private FloatNormals() {}

  static void fill(MemorySegment out, long offset, long pairs, long key0, long key1) {
    for (long run = 0; run * RUN_PAIRS < pairs; run++) {
      long count = Math.min(RUN_PAIRS, pairs - run * RUN_PAIRS);
      long at = offset + run * RUN_PAIRS * 2 * VECTOR;
      LongLanes.fill(out, at, count, run, key0, key1);
      for (long pair = at; pair < at + count * 2 * VECTOR; pair += 2 * VECTOR) {
        for (long word = pair; word < pair + VECTOR; word += Integer.BYTES) {
          transform(out, word);
        }
      }
    }
  }

  /** Two words, a vector apart, become two normals. */
  static void transform(MemorySegment out, long at) {
    int first = out.get(JAVA_INT, at);
    int second = out.get(JAVA_INT, at + VECTOR);
    int u = Float.floatToRawIntBits((float) (first >>> 1) * 0x1p-31f + 0x1p-32f);
    int e = (u - ROOT_HALF_BITS) >> 23;
    float f = Float.intBitsToFloat(u - (e << 23)) - 1f;
    float ln = Math.fma(f * f, FloatCurves.logarithm(f), f);
    float r = (float) Math.sqrt(Math.fma((float) e, MINUS_TWO_LN2, ln * -2f));
    float x = (float) (second << 1) * 0x1p-31f;
    float x2 = x * x;
    float signed = second < 0 ? -r : r;
    set(out, at, 0, signed * FloatCurves.turnCosine(x2));
    set(out, at + VECTOR, 0, signed * (x * FloatCurves.turnSine(x2)));
  }
}
