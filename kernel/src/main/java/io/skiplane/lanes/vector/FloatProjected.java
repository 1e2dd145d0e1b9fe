package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static jdk.incubator.vector.VectorOperators.LE;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Patches known by their projections on v and e2 alone: u = x, u* = c x + s y, b = a·1[x > 0]. */
final class FloatProjected {
  private FloatProjected() {}

  /** Writes σ(u); lane vectors 0 to 3 gain Σ a σ(u), Σ a* σ(u*), Σ b y, Σ b². */
  static void patches(
      MemorySegment weights,
      long ao,
      long so,
      long xo,
      long yo,
      long ro,
      long n,
      float cosine,
      float sine,
      MemorySegment work) {
    if (!weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = n * Float.BYTES;
    FloatVector c = FloatVector.broadcast(SPECIES, cosine);
    FloatVector s = FloatVector.broadcast(SPECIES, sine);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector f = FloatVector.fromMemorySegment(SPECIES, work, part, ORDER);
      FloatVector g = FloatVector.fromMemorySegment(SPECIES, work, VECTOR + part, ORDER);
      FloatVector drift = FloatVector.fromMemorySegment(SPECIES, work, 2 * VECTOR + part, ORDER);
      FloatVector q = FloatVector.fromMemorySegment(SPECIES, work, 3 * VECTOR + part, ORDER);
      for (long i = part; i < end; i += VECTOR) {
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, work, xo + i, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, yo + i, ORDER);
        FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + i, ORDER);
        FloatVector star = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
        FloatVector uStar = c.fma(x, s.mul(y));
        VectorMask<Float> off = x.compare(LE, zero);
        FloatVector relu = x.blend(zero, off);
        FloatVector b = a.blend(zero, off);
        relu.intoMemorySegment(work, ro + i, ORDER);
        f = a.fma(relu, f);
        g = star.fma(uStar.blend(zero, uStar.compare(LE, zero)), g);
        drift = b.fma(y, drift);
        q = b.fma(b, q);
      }
      f.intoMemorySegment(work, part, ORDER);
      g.intoMemorySegment(work, VECTOR + part, ORDER);
      drift.intoMemorySegment(work, 2 * VECTOR + part, ORDER);
      q.intoMemorySegment(work, 3 * VECTOR + part, ORDER);
    }
  }
}
