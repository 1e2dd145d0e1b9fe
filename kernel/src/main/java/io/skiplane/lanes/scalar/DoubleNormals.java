package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.Kernels.RUN_PAIRS;
import static io.skiplane.lanes.scalar.DoubleLanes.VECTOR;
import static io.skiplane.lanes.scalar.DoubleLanes.WIDTH;
import static io.skiplane.lanes.scalar.DoubleLanes.get;
import static io.skiplane.lanes.scalar.DoubleLanes.set;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.skiplane.lanes.RadiusTable;
import java.lang.foreign.MemorySegment;

/**
 * Double normals by the Box-Muller transform, in place over random words.
 *
 * <p>−2 ln u errs by at most 5 units of its last place and its root by 2.6, over 5·10^6 and 10^6
 * random and hard words and with a margin: {@code FunctionErrorsTest}.
 */
final class DoubleNormals {
  private static final long FRACTION = 0xFFFFFFFFFFFFFL;
  private static final long ONE_BITS = 0x3FF0000000000000L;

  private DoubleNormals() {}

  static void fill(MemorySegment out, long offset, long pairs, long key0, long key1) {
    for (long run = 0; run * RUN_PAIRS < pairs; run++) {
      long count = Math.min(RUN_PAIRS, pairs - run * RUN_PAIRS);
      long at = offset + run * RUN_PAIRS * 2 * VECTOR;
      LongLanes.fill(out, at, count, run, key0, key1);
      transform(out, at, count * 2 * VECTOR);
    }
  }

  /** Words become normals, out: [pairs][2][8] of {@code bytes} bytes. */
  static void transform(MemorySegment out, long offset, long bytes) {
    for (long pair = offset; pair < offset + bytes; pair += 2 * VECTOR) {
      for (long word = pair; word < pair + VECTOR; word += Long.BYTES) {
        transform(out, word);
      }
    }
  }

  /** Two words, a vector apart, become two normals. */
  static void transform(MemorySegment out, long at) {
    long first = out.get(JAVA_LONG, at);
    long second = out.get(JAVA_LONG, at + VECTOR);
    double radius = radius(first);
    double x = turn(second);
    double sine = DoubleCurves.turnSine(x * x) * x;
    double part = radius * sine;
    set(out, at, 0, Math.fma(-part, sine, radius));
    set(out, at + VECTOR, 0, part * DoubleCurves.turnCosine(x * x));
  }

  /** The first of the two normals that two words become. */
  static double cosine(long first, long second) {
    double radius = radius(first);
    double x = turn(second);
    double sine = DoubleCurves.turnSine(x * x) * x;
    return Math.fma(-(radius * sine), sine, radius);
  }

  /** √(−2 ln u), of either sign. */
  private static double radius(long first) {
    double radius = Math.sqrt(minusTwoLn(2 - Double.longBitsToDouble(first & FRACTION | ONE_BITS)));
    return first < 0 ? -radius : radius;
  }

  /** x in [−½, ½). */
  private static double turn(long second) {
    return Double.longBitsToDouble(second & FRACTION | ONE_BITS) - 1.5;
  }

  /** −2 ln u, from the piece of the table that the three bits behind u's leading one name. */
  static double minusTwoLn(double u) {
    long bits = Double.doubleToRawLongBits(u);
    long piece = bits >>> 49 & WIDTH - 1;
    double m = Double.longBitsToDouble(bits & FRACTION | ONE_BITS);
    double e = Math.getExponent(u);
    double f = Math.fma(m, get(RadiusTable.DOUBLE, 0, piece), -1);
    double base =
        Math.fma(e, RadiusTable.DOUBLE_MINUS_TWO_LN2, get(RadiusTable.DOUBLE, VECTOR, piece));
    return Math.fma(RadiusTable.doubleLogarithm(f), f, base);
  }
}
