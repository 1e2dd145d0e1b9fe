package io.skiplane.statistics;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.Twins;
import io.skiplane.lanes.scalar.RandomWords;
import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The kernel's random streams as 32-bit words, in one go or interleaved: a stretch from each of
 * many streams in turn, whose addresses differ by one.
 */
final class RandomStreams implements RandomSource {
  /** What the words are made of. */
  enum Kind {
    /** The words that normals are made of, both halves of each. */
    BITS,
    /** Float normals x: 16 bits of Φ(x) from each, for a float has no more than 24. */
    FLOATS,
    /** Double normals x: 32 bits of Φ(x) from each. */
    DOUBLES
  }

  /** Which part of the address counts up from one stretch to the next. */
  enum Neighbours {
    SEED,
    STUDENT,
    BLOCK,
    STEP
  }

  private final Kind kind;
  private final Neighbours neighbours;
  private final long pairs;
  private final long seed;
  private final MemorySegment out;
  private final int size;
  private long stretch;
  private int at;

  /**
   * Streams in the memory of an arena.
   *
   * @param pairs pairs of vectors in a stretch
   */
  RandomStreams(Arena arena, Kind kind, Neighbours neighbours, long pairs, long seed) {
    this.kind = kind;
    this.neighbours = neighbours;
    this.pairs = pairs;
    this.seed = seed;
    out = arena.allocate(pairs * 2 * Precision.VECTOR_BYTES, Precision.VECTOR_BYTES);
    size = (int) (out.byteSize() / (kind == Kind.BITS ? Integer.BYTES : Long.BYTES));
    at = size;
  }

  /** One stream of many runs, and the next step's when it ends. */
  static RandomStreams inOneGo(Arena arena, Kind kind, long seed) {
    return new RandomStreams(arena, kind, Neighbours.STEP, 16 * Kernels.RUN_PAIRS, seed);
  }

  @Override
  public int next() {
    if (at == size) {
      draw(stretch++);
      at = 0;
    }
    int i = at++;
    return switch (kind) {
      case BITS -> out.getAtIndex(JAVA_INT, i);
      case FLOATS ->
          upper(out.getAtIndex(JAVA_FLOAT, 2L * i), 16) << 16
              | upper(out.getAtIndex(JAVA_FLOAT, 2L * i + 1), 16);
      case DOUBLES -> upper(out.getAtIndex(JAVA_DOUBLE, i), 32);
    };
  }

  private static int upper(double x, int bits) {
    return (int) (long) (NormalTable.cdf(x) * (1L << bits));
  }

  private void draw(long number) {
    long student = neighbours == Neighbours.STUDENT ? number : 3;
    long block = neighbours == Neighbours.BLOCK ? number : 0;
    long step = neighbours == Neighbours.STEP ? number : 5;
    StreamKey key = new StreamKey(neighbours == Neighbours.SEED ? seed + number : seed, student);
    long key0 = key.key0(block, step);
    long key1 = key.key1(block, step);
    switch (kind) {
      case BITS -> RandomWords.fill(out, pairs, key0, key1);
      case FLOATS -> Twins.chosen(Precision.FLOAT).normals(out, 0, pairs, key0, key1);
      case DOUBLES -> Twins.chosen(Precision.DOUBLE).normals(out, 0, pairs, key0, key1);
    }
  }
}
