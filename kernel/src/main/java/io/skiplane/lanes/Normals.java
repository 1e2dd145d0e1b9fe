package io.skiplane.lanes;

import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Independent N(0,1) doubles by address, for starts and teachers: see {@link Kernels#normals}. */
public final class Normals {
  /** Block of the stream that a student's or teacher's output weight is drawn from. */
  public static final long OUTPUT_BLOCK = -2;

  /** Block of the stream that a student's or teacher's first-layer weight is drawn from. */
  public static final long PATCH_BLOCK = -4;

  /** The student number that names the teacher's own streams. */
  public static final long TEACHER = -1;

  private Normals() {}

  /** Off-heap doubles with room for the whole pairs of vectors that a fill writes. */
  public static MemorySegment allocate(Arena arena, long count) {
    return arena.allocate(
        Precision.DOUBLE.pairs(count) * 2 * Precision.VECTOR_BYTES, Precision.VECTOR_BYTES);
  }

  /**
   * Fills {@code out} with {@code count} normals and zeros behind them.
   *
   * @param out from {@link #allocate}, modified
   */
  public static void fill(MemorySegment out, long count, long seed, long student, long block) {
    StreamKey key = new StreamKey(seed, student);
    Twins.chosen(Precision.DOUBLE)
        .normals(out, 0, Precision.DOUBLE.pairs(count), key.key0(block, 0), key.key1(block, 0));
    long end = Precision.DOUBLE.pairs(count) * 2 * Precision.DOUBLE.lanes();
    for (long i = count; i < end; i++) {
      Precision.DOUBLE.set(out, 0, i, 0);
    }
  }
}
