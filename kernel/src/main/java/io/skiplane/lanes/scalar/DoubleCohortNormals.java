package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.DoubleLanes.VECTOR;
import static io.skiplane.lanes.scalar.DoubleLanes.WIDTH;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/** Double normals of a cohort, one student after the other: a pair of numbers from two words. */
final class DoubleCohortNormals {
  private DoubleCohortNormals() {}

  static void fill(
      long offset, long pairs, MemorySegment keys, long ko, long place, MemorySegment work) {
    for (int lane = 0; lane < WIDTH; lane++) {
      CohortWords words = new CohortWords(keys, ko, lane, place);
      for (long pair = 0; pair < pairs; pair++) {
        long at = offset + pair * 2 * VECTOR + (long) lane * Double.BYTES;
        work.set(JAVA_LONG, at, words.next());
        work.set(JAVA_LONG, at + VECTOR, words.next());
        DoubleNormals.transform(work, at);
      }
    }
  }
}
