package io.skiplane.lanes;

import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;

/** What kind of numbers fill the arrays of a case. */
enum Values {
  NORMAL,
  POSITIVE,
  NEGATIVE,
  ZEROS,
  TINY,
  HUGE,
  SUBNORMAL,
  MIXED,
  /** Small whole numbers: every sum is exact, and many are 0, gates too. */
  WHOLE,
  /** Numbers whose products, or their sums, overflow. */
  OVERFLOWING,
  /** Some infinities among normal numbers. */
  INFINITE,
  /** Some NaNs among normal numbers. */
  UNDEFINED,
  /** Each number of any kind. */
  ANY,
  /** Each array of any kind. */
  ANY_ARRAY;

  /** Kinds of which none overflows in a sum of products. */
  static final List<Values> TAME =
      List.of(NORMAL, POSITIVE, NEGATIVE, ZEROS, TINY, HUGE, SUBNORMAL, MIXED);

  private static final Values[] PURE = {NORMAL, POSITIVE, NEGATIVE, ZEROS, TINY, HUGE, SUBNORMAL};

  private static final Values[] ALL = {
    NORMAL,
    POSITIVE,
    NEGATIVE,
    ZEROS,
    TINY,
    HUGE,
    SUBNORMAL,
    WHOLE,
    OVERFLOWING,
    INFINITE,
    UNDEFINED
  };

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
      case WHOLE -> Math.rint(x);
      case OVERFLOWING -> x * (single ? 0x1p126 : 0x1p1022);
      case INFINITE -> random.nextInt(20) == 0 ? x / 0 : x;
      case UNDEFINED -> random.nextInt(20) == 0 ? Double.NaN : x;
      case ANY, ANY_ARRAY -> any(random).draw(random, precision);
    };
  }

  /** Fills the array of {@code count} numbers that begins at byte {@code offset}. */
  void fill(MemorySegment memory, long offset, long count, Random random, Precision precision) {
    Values kind = this == ANY_ARRAY ? any(random) : this;
    for (long i = 0; i < count; i++) {
      precision.set(memory, offset, i, kind.draw(random, precision));
    }
  }

  private static Values any(Random random) {
    return ALL[random.nextInt(ALL.length)];
  }
}
