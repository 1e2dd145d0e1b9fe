package io.skiplane.fuzz;

import java.util.function.LongConsumer;

/**
 * Runs cases that are each made from one seed. A failure names that seed; {@code
 * -Dskiplane.fuzz.seed=…} runs it alone.
 */
public final class Fuzz {
  /** System property: the seed of one case that shall run alone. */
  public static final String SEED = "skiplane.fuzz.seed";

  /** System property: by how much more cases run than in {@code mvn verify}; a fraction is less. */
  public static final String TIMES = "skiplane.fuzz.times";

  /** System property: the seed of the first case, 1 if not given. */
  public static final String FIRST = "skiplane.fuzz.first";

  /** System property that the profile {@code nightly} sets: take all the time that it needs. */
  public static final String NIGHTLY = "skiplane.nightly";

  /** Runs of a case alone: C2 has compiled its loops before the last, and faults of it show. */
  private static final int REPLAYS = 2000;

  private Fuzz() {}

  /**
   * Runs {@code count} cases, or more or fewer as {@link #TIMES} says.
   *
   * @param test the class that has the test, for the message that tells how to replay a case
   * @param fuzzCase runs the case of a seed; it fails by what it throws
   */
  public static void run(Class<?> test, long count, LongConsumer fuzzCase) {
    Long alone = Long.getLong(SEED);
    if (alone != null) {
      for (int i = 0; i < REPLAYS; i++) {
        run(test, fuzzCase, alone);
      }
      return;
    }
    long first = Long.getLong(FIRST, 1);
    long cases = cases(count);
    for (long i = 0; i < cases; i++) {
      run(test, fuzzCase, first + i);
    }
    System.out.printf("%s: %,d cases, seeds from %d on%n", test.getSimpleName(), cases, first);
  }

  /** Whether this is the profile {@code nightly}. */
  public static boolean nightly() {
    return Boolean.getBoolean(NIGHTLY);
  }

  /** {@code count}, or more or fewer as {@link #TIMES} says. */
  public static long cases(long count) {
    return Math.max(1, Math.round(count * Double.parseDouble(System.getProperty(TIMES, "1"))));
  }

  private static void run(Class<?> test, LongConsumer fuzzCase, long seed) {
    try {
      fuzzCase.accept(seed);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "the case of seed %d fails; alone: mvn -pl kernel test -Dtest=%s -D%s=%d%n%s"
              .formatted(seed, test.getSimpleName(), SEED, seed, e.getMessage()),
          e);
    }
  }
}
