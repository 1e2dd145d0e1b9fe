package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.Kernels.RUN_PAIRS;
import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.skiplane.lanes.RadiusTable;
import java.lang.foreign.MemorySegment;

/**
 * Float normals by the Box-Muller transform, in place over random words.
 *
 * <p>Over all words −2 ln u errs by at most 36.2 units of its last place and its root by 14.3, both
 * where u is just below 0.99 and the logarithm small: {@code FunctionErrorsTest}.
 */
final class FloatNormals {
  private FloatNormals() {}

  static void fill(MemorySegment out, long offset, long pairs, long key0, long key1) {
    for (long run = 0; run * RUN_PAIRS < pairs; run++) {
      long count = Math.min(RUN_PAIRS, pairs - run * RUN_PAIRS);
      long at = offset + run * RUN_PAIRS * 2 * VECTOR;
      LongLanes.fill(out, at, count, run, key0, key1);
      transform(out, at, count * 2 * VECTOR);
    }
  }

  /** Words become normals, out: [pairs][2][16] of {@code bytes} bytes. */
  static void transform(MemorySegment out, long offset, long bytes) {
    for (long pair = offset; pair < offset + bytes; pair += 2 * VECTOR) {
      for (long word = pair; word < pair + VECTOR; word += Integer.BYTES) {
        transform(out, word);
      }
    }
  }

  /** Two words, a vector apart, become two normals. */
  static void transform(MemorySegment out, long at) {
    int first = out.get(JAVA_INT, at);
    int second = out.get(JAVA_INT, at + VECTOR);
    float radius = (float) Math.sqrt(minusTwoLn((float) (first & Integer.MAX_VALUE) + 0.5f));
    float signed = first < 0 ? -radius : radius;
    float x = (float) second * 0x1p-31f;
    float sine = FloatCurves.turnSine(x * x) * x;
    float part = signed * sine;
    set(out, at, 0, Math.fma(-part, sine, signed));
    set(out, at + VECTOR, 0, part * FloatCurves.turnCosine(x * x));
  }

  /** −2 ln(w/2^31), from the piece of the table that the four bits behind w's leading one name. */
  static float minusTwoLn(float w) {
    int bits = Float.floatToRawIntBits(w);
    int piece = bits >>> 19 & WIDTH - 1;
    float m = Float.intBitsToFloat(bits & 0x7FFFFF | 0x3F800000);
    float e = (float) Math.getExponent(w) - 31;
    float f = Math.fma(m, get(RadiusTable.FLOAT, 0, piece), -1f);
    float base =
        Math.fma(e, RadiusTable.FLOAT_MINUS_TWO_LN2, get(RadiusTable.FLOAT, VECTOR, piece));
    return Math.fma(RadiusTable.floatLogarithm(f), f, base);
  }
}
