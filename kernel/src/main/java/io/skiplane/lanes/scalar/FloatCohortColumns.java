package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.CohortKernels.TEACHER_OUTPUT;
import static io.skiplane.lanes.scalar.FloatCohortPatches.number;
import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.gate;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import java.lang.foreign.MemorySegment;

/** Patch ReLU products of a cohort for patches of any size, one student after the other. */
final class FloatCohortColumns {
  private FloatCohortColumns() {}

  /** u = Σ_i v_i z_i, b = a·1[u > 0], f = Σ a σ(u), s_i = Σ b z_i. */
  static void student(
      MemorySegment z,
      long zo,
      boolean shared,
      long patches,
      long p,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long bo,
      long so,
      MemorySegment work) {
    for (int lane = 0; lane < WIDTH; lane++) {
      float f = 0;
      for (long c = 0; c < p; c++) {
        set(work, so + c * VECTOR, lane, 0);
      }
      for (long patch = 0; patch < patches; patch++) {
        float u = product(z, zo, shared, patch, p, weights, vo, WIDTH, lane);
        float a = get(weights, ao + patch * VECTOR, lane);
        float b = gate(u, a);
        set(work, ro + patch * VECTOR, lane, gate(u, u));
        set(work, bo + patch * VECTOR, lane, b);
        f = Math.fma(a, gate(u, u), f);
        for (long c = 0; c < p; c++) {
          float s = get(work, so + c * VECTOR, lane);
          float x = number(z, zo, shared, patch * p + c, lane);
          set(work, so + c * VECTOR, lane, Math.fma(b, x, s));
        }
      }
      set(work, so + p * VECTOR, lane, f);
    }
  }

  /** g += a* σ(Σ_i v*_i z_i). */
  static void teacher(
      MemorySegment z,
      long zo,
      long patches,
      long p,
      long ao,
      long vo,
      boolean first,
      long uo,
      MemorySegment work) {
    for (int lane = 0; lane < WIDTH; lane++) {
      float g = first ? 0 : get(work, TEACHER_OUTPUT, lane);
      for (long patch = 0; patch < patches; patch++) {
        float u = product(z, zo, false, patch, p, work, vo, 1, lane);
        set(work, uo + patch * VECTOR, lane, u);
        g = Math.fma(get(work, ao, patch), gate(u, u), g);
      }
      set(work, TEACHER_OUTPUT, lane, g);
    }
  }

  /**
   * Σ_i v_i z_i by fours, even and odd columns of a four apart, and then one by one.
   *
   * @param lanes W where each student has a v, 1 where all have one
   */
  private static float product(
      MemorySegment z,
      long zo,
      boolean shared,
      long patch,
      long p,
      MemorySegment weights,
      long vo,
      int lanes,
      int lane) {
    float u = 0;
    for (long c = 0; c < p - p % 4; c += 4) {
      float before = 0;
      float last = 0;
      for (int i = 0; i < 4; i++) {
        float x = number(z, zo, shared, patch * p + c + i, lane);
        float v = get(weights, vo, (c + i) * lanes + lane % lanes);
        float next = i < 2 ? x * v : Math.fma(x, v, before);
        before = last;
        last = next;
      }
      u += before + last;
    }
    for (long c = p - p % 4; c < p; c++) {
      float x = number(z, zo, shared, patch * p + c, lane);
      u = Math.fma(x, get(weights, vo, c * lanes + lane % lanes), u);
    }
    return u;
  }
}
