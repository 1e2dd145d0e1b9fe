package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.Kernels.ACCUMULATORS;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import io.skiplane.lanes.LaneSum;
import java.lang.foreign.MemorySegment;

/** Patch products of wide patches, row by row. */
final class FloatRows {
  private FloatRows() {}

  /** u_r = Σ_i z_ri w_i for each row, one accumulator a lane. */
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
    for (int row = 0; row < rows; row++) {
      long at = zo + row * rowBytes;
      for (int lane = 0; lane < WIDTH; lane++) {
        float u = 0;
        for (long i = lane; i < n; i += WIDTH) {
          u = Math.fma(get(z, at, i), get(w, wo, i), u);
        }
        set(work, ACCUMULATORS, lane, u);
      }
      set(work, uo, row, LaneSum.sumFloat(work, ACCUMULATORS));
    }
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
