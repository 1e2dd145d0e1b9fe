package io.skiplane.harness.stress;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The numbers of the resident inputs by address: any of them can be drawn again, and none need be
 * read from memory to know what it is. Not safe for use by two threads at once.
 */
final class ResidentNumbers {
  /** Numbers of a piece, which has a stream of its own. */
  static final long PIECE = 1 << 20;

  private static final long STUDENT = -7;

  private final Precision precision;
  private final Kernels kernels;
  private final StreamKey key;
  private final MemorySegment piece;

  ResidentNumbers(Arena arena, Precision precision, long seed) {
    this.precision = precision;
    kernels = Twins.chosen(precision);
    key = new StreamKey(seed, STUDENT);
    piece = arena.allocate(PIECE * precision.bytes(), Precision.VECTOR_BYTES);
  }

  /** Bytes that it takes. */
  static long bytes(Precision precision) {
    return PIECE * precision.bytes();
  }

  /** Takes some of the numbers. */
  @FunctionalInterface
  interface Taker {
    /**
     * Takes some, perhaps on several threads.
     *
     * @param number address of the first one
     * @param numbers drawn, not kept
     */
    void take(long number, MemorySegment numbers);
  }

  /** Draws {@code count} numbers from address {@code first} on. */
  void draw(long first, long count, Taker taker) {
    long number = first;
    while (number < first + count) {
      long index = number / PIECE;
      kernels.normals(piece, 0, precision.pairs(PIECE), key.key0(index, 0), key.key1(index, 0));
      long from = number - index * PIECE;
      long taken = Math.min(PIECE - from, first + count - number);
      taker.take(number, piece.asSlice(from * precision.bytes(), taken * precision.bytes()));
      number += taken;
    }
  }
}
