package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.skiplane.lanes.CohortKernels;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;

/** Float normals of a cohort: two sets of eight generators, then the transform in place. */
final class FloatCohortNormals {
  private static final long EVEN = CohortKernels.SCRATCH;
  private static final long ODD = EVEN + 4 * VECTOR;
  private static final long LOW = 0xFFFFFFFFL;

  private FloatCohortNormals() {}

  static void fill(
      long offset, long pairs, MemorySegment keys, long ko, long place, MemorySegment work) {
    CohortSeeds.states(keys, ko, place, work, EVEN);
    CohortSeeds.states(keys, ko + 2 * VECTOR, place, work, ODD);
    words(work, offset, offset + pairs * 2 * VECTOR);
    FloatNormals.transform(work, offset, pairs * 2 * VECTOR);
  }

  /**
   * xoshiro256++ of the even lanes in one vector of 64-bit lanes and of the odd ones in another:
   * their low halves together make a vector of words, their high halves the next.
   */
  private static void words(MemorySegment work, long from, long to) {
    if (!work.isNative()) {
      throw Segments.onHeap();
    }
    for (long part = 0; part < VECTOR; part += PART) {
      long even = EVEN + part;
      LongVector s0 = LongVector.fromMemorySegment(LongLanes.SPECIES, work, even, ORDER);
      LongVector s1 = LongVector.fromMemorySegment(LongLanes.SPECIES, work, even + VECTOR, ORDER);
      even += 2 * VECTOR;
      LongVector s2 = LongVector.fromMemorySegment(LongLanes.SPECIES, work, even, ORDER);
      LongVector s3 = LongVector.fromMemorySegment(LongLanes.SPECIES, work, even + VECTOR, ORDER);
      long odd = ODD + part;
      LongVector t0 = LongVector.fromMemorySegment(LongLanes.SPECIES, work, odd, ORDER);
      LongVector t1 = LongVector.fromMemorySegment(LongLanes.SPECIES, work, odd + VECTOR, ORDER);
      odd += 2 * VECTOR;
      LongVector t2 = LongVector.fromMemorySegment(LongLanes.SPECIES, work, odd, ORDER);
      LongVector t3 = LongVector.fromMemorySegment(LongLanes.SPECIES, work, odd + VECTOR, ORDER);
      for (long i = from + part; i < to; i += 2 * VECTOR) {
        LongVector x = s0.add(s3).lanewise(ROL, 23).add(s0);
        LongVector y = t0.add(t3).lanewise(ROL, 23).add(t0);
        x.and(LOW).or(y.lanewise(LSHL, 32)).intoMemorySegment(work, i, ORDER);
        x.lanewise(LSHR, 32).or(y.and(~LOW)).intoMemorySegment(work, i + VECTOR, ORDER);
        LongVector s = s1.lanewise(LSHL, 17);
        s2 = s2.lanewise(XOR, s0);
        s3 = s3.lanewise(XOR, s1);
        s1 = s1.lanewise(XOR, s2);
        s0 = s0.lanewise(XOR, s3);
        s2 = s2.lanewise(XOR, s);
        s3 = s3.lanewise(ROL, 45);
        LongVector t = t1.lanewise(LSHL, 17);
        t2 = t2.lanewise(XOR, t0);
        t3 = t3.lanewise(XOR, t1);
        t1 = t1.lanewise(XOR, t2);
        t0 = t0.lanewise(XOR, t3);
        t2 = t2.lanewise(XOR, t);
        t3 = t3.lanewise(ROL, 45);
      }
    }
  }
}
