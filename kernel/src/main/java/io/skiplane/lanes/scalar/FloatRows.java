package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.Kernels.ACCUMULATORS;
import static io.skiplane.lanes.Kernels.SHORT_ROW;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import io.skiplane.lanes.LaneSum;
import java.lang.foreign.MemorySegment;

/** Patch products of wide patches, row by row. */
final class FloatRows {
  private FloatRows() {}

  /**
   * u_r = Σ_i z_ri w_i for each row, one accumulator a lane for short rows, and for long ones four,
   * by vector index mod 4, the last vectors of a row in the first ones in turn.
   */
  static void products(
      MemorySegment z,
      long zo,
      long rowBytes,
      int rows,
      MemorySegment w,
      long wo,
      long n,
      long uo,
      MemorySegment work) {
    int turns = rowBytes > SHORT_ROW ? 4 : 1;
    for (int row = 0; row < rows; row++) {
      long at = zo + row * rowBytes;
      for (int lane = 0; lane < WIDTH; lane++) {
        float u0 = lane(z, at, w, wo, lane, turns, 0, n);
        float u1 = lane(z, at, w, wo, lane, turns, 1, n);
        float u2 = lane(z, at, w, wo, lane, turns, 2, n);
        float u3 = lane(z, at, w, wo, lane, turns, 3, n);
        set(work, ACCUMULATORS, lane, turns == 1 ? u0 : (u0 + u1) + (u2 + u3));
      }
      set(work, uo, row, LaneSum.sumFloat(work, ACCUMULATORS));
    }
  }

  /** One accumulator of a lane: every turns-th of its terms. */
  private static float lane(
      MemorySegment z, long at, MemorySegment w, long wo, int lane, int turns, int turn, long n) {
    float u = 0;
    for (long i = lane + turn * WIDTH; turn < turns && i < n; i += turns * WIDTH) {
      u = Math.fma(get(z, at, i), get(w, wo, i), u);
    }
    return u;
  }

  /** s_i += Σ_r b_r z_ri over the rows with b_r ≠ 0, in their order. */
  static void sum(
      MemorySegment z,
      long zo,
      long rowBytes,
      int rows,
      long bo,
      long so,
      long n,
      MemorySegment work) {
    for (int row = 0; row < rows; row++) {
      float b = get(work, bo, row);
      if (b == 0) {
        continue;
      }
      long at = zo + row * rowBytes;
      for (long i = 0; i < n; i++) {
        set(work, so, i, Math.fma(get(z, at, i), b, get(work, so, i)));
      }
    }
  }
}
