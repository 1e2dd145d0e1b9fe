package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** Steps of the weights; those of the population step also sum what the next step needs. */
final class FloatUpdates {
  private FloatUpdates() {}

  /** Zeros. */
  static void clear(MemorySegment m, long offset, long bytes) {
    if (!m.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long i = 0; i < bytes; i += PART) {
      zero.intoMemorySegment(m, offset + i, ORDER);
    }
  }

  /** y ← y + scale·x. */
  static void addScaled(float scale, MemorySegment x, long xo, MemorySegment y, long yo, long n) {
    if (!x.isNative() || !y.isNative()) {
      throw Segments.onHeap();
    }
    long end = n * Float.BYTES;
    FloatVector factor = FloatVector.broadcast(SPECIES, scale);
    for (long i = 0; i < end; i += PART) {
      FloatVector.fromMemorySegment(SPECIES, x, xo + i, ORDER)
          .fma(factor, FloatVector.fromMemorySegment(SPECIES, y, yo + i, ORDER))
          .intoMemorySegment(y, yo + i, ORDER);
    }
  }

  /** y ← alpha·y + beta·x. */
  static void combine(
      float alpha, MemorySegment y, long yo, float beta, MemorySegment x, long xo, long n) {
    if (!y.isNative() || !x.isNative()) {
      throw Segments.onHeap();
    }
    long end = n * Float.BYTES;
    FloatVector keep = FloatVector.broadcast(SPECIES, alpha);
    FloatVector gain = FloatVector.broadcast(SPECIES, beta);
    for (long i = 0; i < end; i += PART) {
      FloatVector.fromMemorySegment(SPECIES, y, yo + i, ORDER)
          .fma(keep, FloatVector.fromMemorySegment(SPECIES, x, xo + i, ORDER).mul(gain))
          .intoMemorySegment(y, yo + i, ORDER);
    }
  }

  /**
   * a_j ← keep·a_j + gain·a*_j + shift for all j below k; lane vectors 0, 1: Σ a_j and Σ a_j a*_j.
   */
  static void outputStep(
      MemorySegment a,
      long ao,
      long so,
      long k,
      float keep,
      float gain,
      float shift,
      MemorySegment work) {
    if (!a.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = k * Float.BYTES;
    long full = end & -VECTOR;
    long padded = (end + VECTOR - 1) & -VECTOR;
    FloatVector keeps = FloatVector.broadcast(SPECIES, keep);
    FloatVector gains = FloatVector.broadcast(SPECIES, gain);
    FloatVector shifts = FloatVector.broadcast(SPECIES, shift);
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector sum0 = FloatVector.zero(SPECIES);
      FloatVector sum1 = sum0;
      FloatVector dot0 = sum0;
      FloatVector dot1 = sum0;
      long i = part;
      for (; i < full - VECTOR; i += 2 * VECTOR) {
        FloatVector star0 = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
        FloatVector a0 =
            FloatVector.fromMemorySegment(SPECIES, a, ao + i, ORDER)
                .fma(keeps, star0.fma(gains, shifts));
        FloatVector star1 = FloatVector.fromMemorySegment(SPECIES, work, so + i + VECTOR, ORDER);
        FloatVector a1 =
            FloatVector.fromMemorySegment(SPECIES, a, ao + i + VECTOR, ORDER)
                .fma(keeps, star1.fma(gains, shifts));
        a0.intoMemorySegment(a, ao + i, ORDER);
        a1.intoMemorySegment(a, ao + i + VECTOR, ORDER);
        sum0 = sum0.add(a0);
        sum1 = sum1.add(a1);
        dot0 = a0.fma(star0, dot0);
        dot1 = a1.fma(star1, dot1);
      }
      boolean odd = false;
      if (i < full) {
        FloatVector star0 = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
        FloatVector a0 =
            FloatVector.fromMemorySegment(SPECIES, a, ao + i, ORDER)
                .fma(keeps, star0.fma(gains, shifts));
        a0.intoMemorySegment(a, ao + i, ORDER);
        sum0 = sum0.add(a0);
        dot0 = a0.fma(star0, dot0);
        i += VECTOR;
        odd = true;
      }
      if (i < padded) {
        // The last vector holds fewer than W weights: shift must not reach the padding. A part that
        // is all padding takes part too: adding its 0 turns a sum of −0 into 0, as in the scalar
        // twin.
        FloatVector star0 = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
        FloatVector a0 =
            FloatVector.zero(SPECIES)
                .blend(
                    FloatVector.fromMemorySegment(SPECIES, a, ao + i, ORDER)
                        .fma(keeps, star0.fma(gains, shifts)),
                    SPECIES.indexInRange(0, (end - i) / Float.BYTES));
        a0.intoMemorySegment(a, ao + i, ORDER);
        if (odd) {
          sum1 = sum1.add(a0);
          dot1 = a0.fma(star0, dot1);
        } else {
          sum0 = sum0.add(a0);
          dot0 = a0.fma(star0, dot0);
        }
      }
      sum0.add(sum1).intoMemorySegment(work, part, ORDER);
      dot0.add(dot1).intoMemorySegment(work, VECTOR + part, ORDER);
    }
  }

  /** v ← keep·v + pull·(v* − side·v); lane vectors 0, 1: Σ (v − v*)² and Σ (v + v*)². */
  static void planeStep(
      MemorySegment v,
      long vo,
      long so,
      long n,
      float side,
      float keep,
      float pull,
      MemorySegment work) {
    if (!v.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = n * Float.BYTES;
    FloatVector back = FloatVector.broadcast(SPECIES, -side);
    FloatVector keeps = FloatVector.broadcast(SPECIES, keep);
    FloatVector pulls = FloatVector.broadcast(SPECIES, pull);
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector near = FloatVector.zero(SPECIES);
      FloatVector far = near;
      for (long i = part; i < end; i += VECTOR) {
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, v, vo + i, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
        FloatVector moved = keeps.fma(x, pulls.mul(back.fma(x, y)));
        moved.intoMemorySegment(v, vo + i, ORDER);
        FloatVector d = moved.sub(y);
        FloatVector e = moved.add(y);
        near = d.fma(d, near);
        far = e.fma(e, far);
      }
      near.intoMemorySegment(work, part, ORDER);
      far.intoMemorySegment(work, VECTOR + part, ORDER);
    }
  }

  /** v ← keep·v + pull·(v* − side·v) + push·ξ; sums as {@link #planeStep}. */
  static void spaceStep(
      MemorySegment v,
      long vo,
      long so,
      long xo,
      long n,
      float side,
      float keep,
      float pull,
      float push,
      MemorySegment work) {
    if (!v.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = n * Float.BYTES;
    FloatVector back = FloatVector.broadcast(SPECIES, -side);
    FloatVector keeps = FloatVector.broadcast(SPECIES, keep);
    FloatVector pulls = FloatVector.broadcast(SPECIES, pull);
    FloatVector pushes = FloatVector.broadcast(SPECIES, push);
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector near = FloatVector.zero(SPECIES);
      FloatVector far = near;
      for (long i = part; i < end; i += VECTOR) {
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, v, vo + i, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
        FloatVector xi = FloatVector.fromMemorySegment(SPECIES, work, xo + i, ORDER);
        FloatVector moved = keeps.fma(x, pulls.fma(back.fma(x, y), pushes.mul(xi)));
        moved.intoMemorySegment(v, vo + i, ORDER);
        FloatVector d = moved.sub(y);
        FloatVector e = moved.add(y);
        near = d.fma(d, near);
        far = e.fma(e, far);
      }
      near.intoMemorySegment(work, part, ORDER);
      far.intoMemorySegment(work, VECTOR + part, ORDER);
    }
  }
}
