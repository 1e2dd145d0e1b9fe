package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** Updates of vectors in memory; the projected step's also sums what the next step needs. */
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

  /** v ← keep·v + pull·(v* − side·v) + push·ξ; lane vectors 0, 1: Σ (v − v*)² and Σ (v + v*)². */
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
