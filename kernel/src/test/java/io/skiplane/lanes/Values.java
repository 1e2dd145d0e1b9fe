package io.skiplane.lanes;

import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;
import java.util.Random;

/** What kind of numbers fill the arrays of a case. None overflows in a sum of products. */
enum Values {
  NORMAL,
  POSITIVE,
  NEGATIVE,
  ZEROS,
  TINY,
  HUGE,
  SUBNORMAL,
  MIXED;

  private static final Values[] PURE = {NORMAL, POSITIVE, NEGATIVE, ZEROS, TINY, HUGE, SUBNORMAL};

  /** One number, exact in the given precision after rounding. */
  double draw(Random random, Precision precision) {
    boolean single = precision == Precision.FLOAT;
    double x = random.nextLong() * 0x1p-62;
    return switch (this) {
      case NORMAL -> x;
      case POSITIVE -> Math.abs(x) + 0x1p-10;
      case NEGATIVE -> -Math.abs(x) - 0x1p-10;
      case ZEROS -> random.nextBoolean() ? 0.0 : random.nextBoolean() ? -0.0 : x;
      case TINY -> x * (single ? 0x1p-100 : 0x1p-900);
      case HUGE -> x * (single ? 0x1p50 : 0x1p400);
      case SUBNORMAL -> Math.rint(1000 * x) * (single ? Float.MIN_VALUE : Double.MIN_VALUE);
      case MIXED -> PURE[random.nextInt(PURE.length)].draw(random, precision);
    };
  }

  /** Fills the array of {@code count} numbers that begins at byte {@code offset}. */
  void fill(MemorySegment memory, long offset, long count, Random random, Precision precision) {
    for (long i = 0; i < count; i++) {
      precision.set(memory, offset, i, draw(random, precision));
    }
  }
}
