package io.skiplane.statistics;

/** A stream of random 32-bit words: what a battery of tests reads. */
@FunctionalInterface
interface RandomSource {
  /** The next word. */
  int next();

  /** The next number in [0, 1), 2^−32 apart. */
  default double uniform() {
    return (next() & 0xFFFFFFFFL) * 0x1p-32;
  }

  /** The next number of {@code bits} bits, the upper ones of a word. */
  default int bits(int bits) {
    return next() >>> (32 - bits);
  }

  /** The bits of each word in reverse, so that the low ones are where tests look most. */
  default RandomSource reversed() {
    return () -> Integer.reverse(next());
  }
}
