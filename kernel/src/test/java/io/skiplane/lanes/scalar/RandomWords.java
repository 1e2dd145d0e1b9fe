package io.skiplane.lanes.scalar;

import io.skiplane.lanes.Kernels;
import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;

/** The words that normals are made of, before their transform. */
public final class RandomWords {
  private RandomWords() {}

  /** Fills {@code out}, int64[pairs][2][8], with the words of a stream. */
  public static void fill(MemorySegment out, long pairs, long key0, long key1) {
    for (long run = 0; run * Kernels.RUN_PAIRS < pairs; run++) {
      long count = Math.min(Kernels.RUN_PAIRS, pairs - run * Kernels.RUN_PAIRS);
      long at = run * Kernels.RUN_PAIRS * 2 * Precision.VECTOR_BYTES;
      LongLanes.fill(out, at, count, run, key0, key1);
    }
  }
}
