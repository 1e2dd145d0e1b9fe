package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.Kernels.ACCUMULATORS;
import static io.skiplane.lanes.Kernels.SHORT_ROW;
import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.gate;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import io.skiplane.lanes.LaneSum;
import java.lang.foreign.MemorySegment;

/** Wide patches, which are rows of Z. */
final class FloatRows {
  private FloatRows() {}

  /**
   * σ(u_r), b_r = a_r·1[u_r > 0] and s_i += Σ_r b_r z_ri in the order of the rows; of long ones,
   * those with b_r = 0 are left out. {@code far} changes nothing here.
   */
  static void student(
      MemorySegment z,
      long zo,
      long rows,
      boolean far,
      MemorySegment weights,
      long ao,
      long vo,
      long n,
      long ro,
      long bo,
      long so,
      MemorySegment work) {
    boolean all = n * Float.BYTES <= SHORT_ROW;
    for (long row = 0; row < rows; row++) {
      long at = zo + row * n * Float.BYTES;
      float u = product(z, at, weights, vo, n, work);
      float b = gate(u, get(weights, ao, row));
      set(work, ro, row, gate(u, u));
      set(work, bo, row, b);
      for (long i = 0; i < n && (all || b != 0); i++) {
        set(work, so, i, Math.fma(b, get(z, at, i), get(work, so, i)));
      }
    }
  }

  /** {@link #student}, and u*_r as of {@link #products}. */
  static void taught(
      MemorySegment z,
      long zo,
      int rows,
      MemorySegment weights,
      long ao,
      long vo,
      long n,
      long ro,
      long bo,
      long so,
      long starV,
      long starU,
      MemorySegment work) {
    student(z, zo, rows, false, weights, ao, vo, n, ro, bo, so, work);
    products(z, zo, rows, work, starV, n, starU, work);
  }

  /** u_r = Σ_i z_ri w_i for each row. */
  static void products(
      MemorySegment z,
      long zo,
      int rows,
      MemorySegment w,
      long wo,
      long n,
      long uo,
      MemorySegment work) {
    for (int row = 0; row < rows; row++) {
      set(work, uo, row, product(z, zo + row * n * Float.BYTES, w, wo, n, work));
    }
  }

  /**
   * Σ_i z_i w_i, one accumulator a lane for a short row, and for a long one four, by vector index
   * mod 4, the last vectors of a row in the first ones in turn.
   */
  private static float product(
      MemorySegment z, long at, MemorySegment w, long wo, long n, MemorySegment work) {
    int turns = n * Float.BYTES > SHORT_ROW ? 4 : 1;
    for (int lane = 0; lane < WIDTH; lane++) {
      float u0 = lane(z, at, w, wo, lane, turns, 0, n);
      float u1 = lane(z, at, w, wo, lane, turns, 1, n);
      float u2 = lane(z, at, w, wo, lane, turns, 2, n);
      float u3 = lane(z, at, w, wo, lane, turns, 3, n);
      set(work, ACCUMULATORS, lane, turns == 1 ? u0 : (u0 + u1) + (u2 + u3));
    }
    return LaneSum.sumFloat(work, ACCUMULATORS);
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

  /** Lane vector 1 gains a* σ(u*). */
  static void label(long ao, int firstLane, int rows, long uo, MemorySegment work) {
    for (int row = 0; row < rows; row++) {
      int lane = (firstLane + row) % WIDTH;
      float u = get(work, uo, row);
      set(work, VECTOR, lane, Math.fma(get(work, ao, row), gate(u, u), get(work, VECTOR, lane)));
    }
  }
}
