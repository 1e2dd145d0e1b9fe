package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static io.skiplane.lanes.vector.FloatTree.SWAP_HALF;
import static io.skiplane.lanes.vector.FloatTree.SWAP_QUARTER;
import static io.skiplane.lanes.vector.FloatTree.UPPER_HALF;
import static io.skiplane.lanes.vector.FloatTree.UPPER_QUARTER;
import static jdk.incubator.vector.VectorOperators.LE;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Patches known by their projections on v and e2 alone: u = x, u* = c x + s y, b = a·1[x > 0]. W
 * numbers x and W numbers y lie in turn, and fewer of each at the end, where lanes beyond them hold
 * other normals.
 */
final class FloatProjected {
  private FloatProjected() {}

  /** Lane vectors 0, 2, 4 and 6 become or gain Σ a σ(u), Σ a* σ(u*), Σ b y, Σ b². */
  static void patches(
      MemorySegment weights,
      long ao,
      MemorySegment teacher,
      long so,
      long xo,
      long k,
      boolean first,
      float cosine,
      float sine,
      MemorySegment work) {
    if (!weights.isNative() || !teacher.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = k * Float.BYTES;
    long whole = end & -VECTOR;
    FloatVector c = FloatVector.broadcast(SPECIES, cosine);
    FloatVector s = FloatVector.broadcast(SPECIES, sine);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector f = zero;
      FloatVector g = zero;
      FloatVector drift = zero;
      FloatVector q = zero;
      if (!first) {
        f = FloatVector.fromMemorySegment(SPECIES, work, part, ORDER);
        g = FloatVector.fromMemorySegment(SPECIES, work, 2 * VECTOR + part, ORDER);
        drift = FloatVector.fromMemorySegment(SPECIES, work, 4 * VECTOR + part, ORDER);
        q = FloatVector.fromMemorySegment(SPECIES, work, 6 * VECTOR + part, ORDER);
      }
      long i = part;
      for (; i < whole; i += VECTOR) {
        long at = xo + part + 2 * (i - part);
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, work, at, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, at + VECTOR, ORDER);
        FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + i, ORDER);
        FloatVector star = FloatVector.fromMemorySegment(SPECIES, teacher, so + i, ORDER);
        FloatVector uStar = c.fma(x, s.mul(y));
        FloatVector b = a.blend(zero, x.compare(LE, zero));
        f = b.fma(x, f);
        g = star.blend(zero, uStar.compare(LE, zero)).fma(uStar, g);
        drift = b.fma(y, drift);
        q = b.fma(b, q);
      }
      if (whole < end) {
        long at = xo + part + 2 * whole;
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, work, at, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, at + end - whole, ORDER);
        FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + i, ORDER);
        FloatVector star = FloatVector.fromMemorySegment(SPECIES, teacher, so + i, ORDER);
        FloatVector uStar = c.fma(x, s.mul(y));
        FloatVector b = a.blend(zero, x.compare(LE, zero));
        f = b.fma(x, f);
        g = star.blend(zero, uStar.compare(LE, zero)).fma(uStar, g);
        drift = b.fma(y, drift);
        q = b.fma(b, q);
      }
      f.intoMemorySegment(work, part, ORDER);
      g.intoMemorySegment(work, 2 * VECTOR + part, ORDER);
      drift.intoMemorySegment(work, 4 * VECTOR + part, ORDER);
      q.intoMemorySegment(work, 6 * VECTOR + part, ORDER);
    }
  }

  /**
   * {@link #patches} of a whole input, after a_j ← a_j + push·σ(x′_j) for all j below k: the step
   * before this one is made in the same pass. Whole vectors are left as one in lane vector 0.
   */
  static void step(
      MemorySegment weights,
      float push,
      long before,
      MemorySegment teacher,
      long so,
      long xo,
      long k,
      float cosine,
      float sine,
      MemorySegment work) {
    if (!weights.isNative() || !teacher.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = k * Float.BYTES;
    long whole = end & -VECTOR;
    FloatVector factor = FloatVector.broadcast(SPECIES, push);
    FloatVector c = FloatVector.broadcast(SPECIES, cosine);
    FloatVector s = FloatVector.broadcast(SPECIES, sine);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector f = zero;
      FloatVector g = zero;
      FloatVector drift = zero;
      FloatVector q = zero;
      long i = part;
      for (; i < whole; i += VECTOR) {
        long at = part + 2 * (i - part);
        FloatVector last = FloatVector.fromMemorySegment(SPECIES, work, before + at, ORDER);
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, work, xo + at, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, xo + VECTOR + at, ORDER);
        FloatVector star = FloatVector.fromMemorySegment(SPECIES, teacher, so + i, ORDER);
        FloatVector a =
            last.blend(zero, last.compare(LE, zero))
                .fma(factor, FloatVector.fromMemorySegment(SPECIES, weights, i, ORDER));
        a.intoMemorySegment(weights, i, ORDER);
        FloatVector uStar = c.fma(x, s.mul(y));
        FloatVector b = a.blend(zero, x.compare(LE, zero));
        f = b.fma(x, f);
        g = star.blend(zero, uStar.compare(LE, zero)).fma(uStar, g);
        drift = b.fma(y, drift);
        q = b.fma(b, q);
      }
      if (whole < end) {
        long at = part + 2 * whole;
        FloatVector last = FloatVector.fromMemorySegment(SPECIES, work, before + at, ORDER);
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, work, xo + at, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, xo + at + end - whole, ORDER);
        FloatVector star = FloatVector.fromMemorySegment(SPECIES, teacher, so + i, ORDER);
        // Lanes beyond k hold normals too, which must not reach the padding.
        VectorMask<Float> inside = SPECIES.indexInRange(0, (end - i) / Float.BYTES);
        FloatVector old = FloatVector.fromMemorySegment(SPECIES, weights, i, ORDER);
        FloatVector a =
            old.blend(last.blend(zero, last.compare(LE, zero)).fma(factor, old), inside);
        a.intoMemorySegment(weights, i, ORDER);
        FloatVector uStar = c.fma(x, s.mul(y));
        FloatVector b = a.blend(zero, x.compare(LE, zero));
        f = b.fma(x, f);
        g = star.blend(zero, uStar.compare(LE, zero)).fma(uStar, g);
        drift = b.fma(y, drift);
        q = b.fma(b, q);
      }
      if (PART == VECTOR) {
        // Two levels of the tree of eight, in registers; FloatTree.last makes the others.
        f = f.blend(drift, UPPER_HALF).add(drift.blend(f, UPPER_HALF).rearrange(SWAP_HALF));
        g = g.blend(q, UPPER_HALF).add(q.blend(g, UPPER_HALF).rearrange(SWAP_HALF));
        f.blend(g, UPPER_QUARTER)
            .add(g.blend(f, UPPER_QUARTER).rearrange(SWAP_QUARTER))
            .intoMemorySegment(work, 0, ORDER);
      } else {
        f.intoMemorySegment(work, part, ORDER);
        g.intoMemorySegment(work, 2 * VECTOR + part, ORDER);
        drift.intoMemorySegment(work, 4 * VECTOR + part, ORDER);
        q.intoMemorySegment(work, 6 * VECTOR + part, ORDER);
      }
    }
  }

  /** y_j ← y_j + scale·σ(u_j) for all j below k. */
  static void addActivations(
      float scale, MemorySegment y, long yo, long xo, long k, MemorySegment work) {
    if (!y.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = k * Float.BYTES;
    long whole = end & -VECTOR;
    FloatVector factor = FloatVector.broadcast(SPECIES, scale);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long part = 0; part < VECTOR; part += PART) {
      long i = part;
      for (; i < whole; i += VECTOR) {
        FloatVector x =
            FloatVector.fromMemorySegment(SPECIES, work, xo + part + 2 * (i - part), ORDER);
        x.blend(zero, x.compare(LE, zero))
            .fma(factor, FloatVector.fromMemorySegment(SPECIES, y, yo + i, ORDER))
            .intoMemorySegment(y, yo + i, ORDER);
      }
      if (i < end) {
        // Lanes beyond k hold normals too, which must not reach the padding.
        FloatVector x =
            FloatVector.fromMemorySegment(SPECIES, work, xo + part + 2 * (i - part), ORDER);
        VectorMask<Float> inside = SPECIES.indexInRange(0, (end - i) / Float.BYTES);
        FloatVector old = FloatVector.fromMemorySegment(SPECIES, y, yo + i, ORDER);
        old.blend(x.blend(zero, x.compare(LE, zero)).fma(factor, old), inside)
            .intoMemorySegment(y, yo + i, ORDER);
      }
    }
  }
}
