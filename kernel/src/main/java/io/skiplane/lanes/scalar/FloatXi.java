package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import java.lang.foreign.MemorySegment;

/**
 * The random direction ξ of a projected step: its sums with v and v*, and v's step along it. What
 * lies in ξ's memory beyond p counts as 0.
 */
final class FloatXi {
  private FloatXi() {}

  /** Lane vectors 1, 3 and 5: Σ ξ_i v_i, Σ ξ_i (v*_i − side·v_i), Σ ξ_i²; 0 in vector 7. */
  static void sums(
      MemorySegment v, long vo, long so, long xo, long p, float side, MemorySegment work) {
    long padded = (p + WIDTH - 1) & -WIDTH;
    for (int lane = 0; lane < WIDTH; lane++) {
      float along = 0;
      float across = 0;
      float length = 0;
      for (long i = lane; i < padded; i += WIDTH) {
        float xi = i < p ? get(work, xo, i) : 0;
        along = Math.fma(xi, get(v, vo, i), along);
        across = Math.fma(xi, Math.fma(-side, get(v, vo, i), get(work, so, i)), across);
        length = Math.fma(xi, xi, length);
      }
      set(work, VECTOR, lane, along);
      set(work, 3 * VECTOR, lane, across);
      set(work, 5 * VECTOR, lane, length);
      set(work, 7 * VECTOR, lane, 0);
    }
  }

  /** v ← keep·v + pull·(v* − side·v) + push·ξ. */
  static void step(
      MemorySegment v,
      long vo,
      long so,
      long xo,
      long p,
      float side,
      float keep,
      float pull,
      float push,
      MemorySegment work) {
    for (long i = 0; i < p; i++) {
      float x = get(v, vo, i);
      float away = Math.fma(-side, x, get(work, so, i));
      float aside = push * get(work, xo, i);
      set(v, vo, i, Math.fma(keep, x, Math.fma(pull, away, aside)));
    }
  }

  /**
   * {@link #step} along one ξ, {@link #sums} of the new v with the next ξ, the tree of all sums.
   */
  static void pass(
      MemorySegment v,
      long vo,
      long so,
      long before,
      long xo,
      long p,
      float sideBefore,
      float keep,
      float pull,
      float push,
      float side,
      MemorySegment work) {
    step(v, vo, so, before, p, sideBefore, keep, pull, push, work);
    sums(v, vo, so, xo, p, side, work);
    FloatTree.eight(work);
  }
}
