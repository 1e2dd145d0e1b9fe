package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.gate;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import java.lang.foreign.MemorySegment;

/**
 * Patches known by their projections on v and e2 alone: u = x, u* = c x + s y, b = a·1[x > 0]. W
 * numbers x and W numbers y lie in turn, and fewer of each at the end.
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
    long padded = (k + WIDTH - 1) & -WIDTH;
    for (int lane = 0; lane < WIDTH; lane++) {
      float f = first ? 0 : get(work, 0, lane);
      float g = first ? 0 : get(work, 2 * VECTOR, lane);
      float drift = first ? 0 : get(work, 4 * VECTOR, lane);
      float q = first ? 0 : get(work, 6 * VECTOR, lane);
      for (long i = lane; i < padded; i += WIDTH) {
        long group = i & -WIDTH;
        float x = get(work, xo, i + group);
        float y = get(work, xo, i + group + Math.min(WIDTH, k - group));
        float b = gate(x, get(weights, ao, i));
        float uStar = Math.fma(cosine, x, sine * y);
        f = Math.fma(b, x, f);
        g = Math.fma(gate(uStar, get(teacher, so, i)), uStar, g);
        drift = Math.fma(b, y, drift);
        q = Math.fma(b, b, q);
      }
      set(work, 0, lane, f);
      set(work, 2 * VECTOR, lane, g);
      set(work, 4 * VECTOR, lane, drift);
      set(work, 6 * VECTOR, lane, q);
    }
  }

  /** a_j ← a_j + push·σ(x′_j) for all j below k, then {@link #patches} of a whole input. */
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
    addActivations(push, weights, 0, before, k, work);
    patches(weights, 0, teacher, so, xo, k, true, cosine, sine, work);
  }

  /** y_j ← y_j + scale·σ(u_j) for all j below k. */
  static void addActivations(
      float scale, MemorySegment y, long yo, long xo, long k, MemorySegment work) {
    for (long j = 0; j < k; j++) {
      float x = get(work, xo, j + (j & -WIDTH));
      set(y, yo, j, Math.fma(gate(x, x), scale, get(y, yo, j)));
    }
  }
}
