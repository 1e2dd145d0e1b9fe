package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.DoubleLanes.ORDER;
import static io.skiplane.lanes.vector.DoubleLanes.PART;
import static io.skiplane.lanes.vector.DoubleLanes.VECTOR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.skiplane.lanes.CohortKernels;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;

/** Double normals of a cohort: a generator in each lane, then the transform in place. */
final class DoubleCohortNormals {
  private static final long STATES = CohortKernels.SCRATCH;

  private DoubleCohortNormals() {}

  static void fill(
      long offset, long pairs, MemorySegment keys, long ko, long place, MemorySegment work) {
    CohortSeeds.states(keys, ko, place, work, STATES);
    words(work, offset, offset + pairs * 2 * VECTOR);
    DoubleNormals.transform(work, offset, pairs * 2 * VECTOR);
  }

  /** xoshiro256++ in each lane: a word a student and vector. */
  private static void words(MemorySegment work, long from, long to) {
    if (!work.isNative()) {
      throw Segments.onHeap();
    }
    for (long part = 0; part < VECTOR; part += PART) {
      long state = STATES + part;
      LongVector s0 = LongVector.fromMemorySegment(LongLanes.SPECIES, work, state, ORDER);
      LongVector s1 = LongVector.fromMemorySegment(LongLanes.SPECIES, work, state + VECTOR, ORDER);
      state += 2 * VECTOR;
      LongVector s2 = LongVector.fromMemorySegment(LongLanes.SPECIES, work, state, ORDER);
      LongVector s3 = LongVector.fromMemorySegment(LongLanes.SPECIES, work, state + VECTOR, ORDER);
      for (long i = from + part; i < to; i += VECTOR) {
        s0.add(s3).lanewise(ROL, 23).add(s0).intoMemorySegment(work, i, ORDER);
        LongVector t = s1.lanewise(LSHL, 17);
        s2 = s2.lanewise(XOR, s0);
        s3 = s3.lanewise(XOR, s1);
        s1 = s1.lanewise(XOR, s2);
        s0 = s0.lanewise(XOR, s3);
        s2 = s2.lanewise(XOR, t);
        s3 = s3.lanewise(ROL, 45);
      }
    }
  }
}
