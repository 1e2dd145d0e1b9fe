package io.skiplane.lanes;

import io.skiplane.fuzz.Fuzz;
import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random calls of every kernel method: sizes, places in memory, precisions and all kinds of
 * numbers, infinities and NaNs too. The scalar twin in the same JVM is the reference.
 */
@Tag("fuzz")
class KernelFuzzTest {
  private static final long CASES = 700_000;

  @Test
  void twinsGiveTheSameBits() {
    try (Arena arena = Arena.ofConfined()) {
      TwinCheck check = new TwinCheck(arena);
      Fuzz.run(KernelFuzzTest.class, CASES, seed -> run(check, seed));
    }
  }

  private static void run(TwinCheck check, long seed) {
    Random random = new Random(StreamKey.mix(seed));
    KernelMethod[] methods = KernelMethod.values();
    KernelMethod method = methods[random.nextInt(methods.length)];
    Precision precision = random.nextBoolean() ? Precision.FLOAT : Precision.DOUBLE;
    long size = size(random, precision);
    Values kind = Values.values()[random.nextInt(Values.values().length)];
    String name = method + " " + precision + ", size " + size + ", " + kind;
    check.equalBits(
        name, method, new KernelCase(check.memory(), precision, size, kind, random, true));
  }

  /** Most are small, where all the tails are; some are of the branch table, few are large. */
  private static long size(Random random, Precision precision) {
    int kind = random.nextInt(20);
    if (kind < 13) {
      return 1 + random.nextInt(5 * precision.lanes());
    }
    if (kind < 19) {
      long[] sizes = Sizes.of(precision);
      return sizes[random.nextInt(sizes.length - 1)];
    }
    return 1 + random.nextInt(1200);
  }
}
