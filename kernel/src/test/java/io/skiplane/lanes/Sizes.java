package io.skiplane.lanes;

import io.skiplane.memory.Precision;

/** Array lengths, each with the branch of the loops that it reaches; W is the logical width. */
final class Sizes {
  private Sizes() {}

  static long[] of(Precision precision) {
    long w = precision.lanes();
    return new long[] {
      1, // one number in one vector
      2,
      w - 1, // the longest tail
      w, // one vector, no tail
      w + 1, // one vector and the shortest tail
      2 * w, // both accumulators of the pairs
      3 * w, // a pair and one, or three of four
      4 * w - 1, // four accumulators with a tail in the last
      4 * w, // four accumulators once
      4 * w + 1, // four accumulators and a tail
      5 * w,
      6 * w + 3,
      127, // powers of two less and more one
      128,
      129,
      257, // a prime
      1000 // large: many turns of every loop
    };
  }
}
