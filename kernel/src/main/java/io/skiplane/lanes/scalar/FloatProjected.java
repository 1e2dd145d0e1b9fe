package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.gate;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import java.lang.foreign.MemorySegment;

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
    for (int lane = 0; lane < WIDTH; lane++) {
      float f = get(work, 0, lane);
      float g = get(work, VECTOR, lane);
      float drift = get(work, 2 * VECTOR, lane);
      float q = get(work, 3 * VECTOR, lane);
      for (long i = lane; i < n; i += WIDTH) {
        float x = get(work, xo, i);
        float y = get(work, yo, i);
        float a = get(weights, ao, i);
        float uStar = Math.fma(cosine, x, sine * y);
        float b = gate(x, a);
        set(work, ro, i, gate(x, x));
        f = Math.fma(a, gate(x, x), f);
        g = Math.fma(get(work, so, i), gate(uStar, uStar), g);
        drift = Math.fma(b, y, drift);
        q = Math.fma(b, b, q);
      }
      set(work, 0, lane, f);
      set(work, VECTOR, lane, g);
      set(work, 2 * VECTOR, lane, drift);
      set(work, 3 * VECTOR, lane, q);
    }
  }
}
