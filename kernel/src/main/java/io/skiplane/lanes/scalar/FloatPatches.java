package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.Kernels.ACCUMULATORS;
import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.gate;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import io.skiplane.lanes.LaneSum;
import java.lang.foreign.MemorySegment;

/** Patch ReLU products of narrow patches in the layout with a patch in each lane. */
final class FloatPatches {
  private FloatPatches() {}

  /** u = Σ_i v_i z_i, b = a·1[u > 0], s_i += b z_i, s beginning at 0 where {@code first}. */
  static void student(
      MemorySegment z,
      long zo,
      long groups,
      int columns,
      boolean first,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long so,
      MemorySegment work) {
    for (long group = 0; group < groups; group++) {
      long at = zo + group * columns * VECTOR;
      for (int lane = 0; lane < WIDTH; lane++) {
        float u = product(z, at, columns, lane, weights, vo);
        float a = get(weights, ao, group * WIDTH + lane);
        float relu = gate(u, u);
        float b = gate(u, a);
        set(work, ro, group * WIDTH + lane, relu);
        for (int c = 0; c < columns; c++) {
          float s = first && group == 0 ? 0 : get(work, so + c * VECTOR, lane);
          set(work, so + c * VECTOR, lane, Math.fma(b, get(z, at + c * VECTOR, lane), s));
        }
      }
    }
  }

  /** g += a* σ(Σ_i v*_i z_i), in lane vector 1. */
  static void teacher(
      MemorySegment z, long zo, long groups, int columns, long ao, long vo, MemorySegment work) {
    for (long group = 0; group < groups; group++) {
      long at = zo + group * columns * VECTOR;
      for (int lane = 0; lane < WIDTH; lane++) {
        float u = product(z, at, columns, lane, work, vo);
        float a = get(work, ao, group * WIDTH + lane);
        set(work, VECTOR, lane, Math.fma(a, gate(u, u), get(work, VECTOR, lane)));
      }
    }
  }

  /** Even columns and odd columns make a sum each. */
  static float product(
      MemorySegment z, long at, int columns, int lane, MemorySegment weights, long vo) {
    float even = 0;
    float odd = 0;
    for (int c = 0; c < columns; c += 2) {
      even = Math.fma(get(z, at + c * VECTOR, lane), get(weights, vo, c), even);
      odd = Math.fma(get(z, at + (c + 1) * VECTOR, lane), get(weights, vo, c + 1), odd);
    }
    return even + odd;
  }

  /** This twin has no registers to keep anything in. */
  static int steps(
      MemorySegment z,
      long table,
      int steps,
      long k,
      int p,
      long labels,
      double etaA,
      double etaW,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      MemorySegment work) {
    return 0;
  }

  /** f = Σ_j a_j σ(u_j), by lanes that end as lane vector 2. */
  static float output(long k, MemorySegment a, long ao, long ro, MemorySegment work) {
    FloatLinear.clear(work, 2 * VECTOR, VECTOR);
    for (long j = 0; j < k; j++) {
      float f = get(work, 2 * VECTOR, j % WIDTH);
      set(work, 2 * VECTOR, j % WIDTH, Math.fma(get(a, ao, j), get(work, ro, j), f));
    }
    return LaneSum.sumFloat(work, 2 * VECTOR);
  }

  /** s_i = Σ of the lanes of accumulator i; then Σ s_i v_i and Σ s_i². */
  static void direction(int p, long so, MemorySegment v, long vo, MemorySegment work) {
    FloatTree.sums(work, ACCUMULATORS, so, p);
    FloatStepEnd.sums(so, p, v, vo, work);
  }
}
