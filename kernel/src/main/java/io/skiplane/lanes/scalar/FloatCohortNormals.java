package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/** Float normals of a cohort, one student after the other: a pair of numbers from each word. */
final class FloatCohortNormals {
  private FloatCohortNormals() {}

  static void fill(
      long offset, long pairs, MemorySegment keys, long ko, long place, MemorySegment work) {
    for (int lane = 0; lane < WIDTH; lane++) {
      CohortWords words = new CohortWords(keys, ko + VECTOR * 2 * (lane % 2), lane / 2, place);
      for (long pair = 0; pair < pairs; pair++) {
        long at = offset + pair * 2 * VECTOR + (long) lane * Float.BYTES;
        long word = words.next();
        work.set(JAVA_INT, at, (int) word);
        work.set(JAVA_INT, at + VECTOR, (int) (word >>> 32));
        FloatNormals.transform(work, at);
      }
    }
  }
}
