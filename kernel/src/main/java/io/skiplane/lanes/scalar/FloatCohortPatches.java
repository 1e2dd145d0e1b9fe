package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.CohortKernels.TEACHER_OUTPUT;
import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.gate;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import java.lang.foreign.MemorySegment;

/** Patch ReLU products of a cohort for patches of eight numbers, one student after the other. */
final class FloatCohortPatches {
  private FloatCohortPatches() {}

  /** The student's side of z: [patches][8][W]. */
  static void own(
      MemorySegment z,
      long zo,
      long patches,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long so,
      MemorySegment work) {
    student(false, z, zo, patches, weights, ao, vo, ro, so, work);
  }

  /** The student's side of z: [patches][8], each number for all students. */
  static void shared(
      MemorySegment z,
      long zo,
      long patches,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long so,
      MemorySegment work) {
    student(true, z, zo, patches, weights, ao, vo, ro, so, work);
  }

  /** u = Σ_i v_i z_i, b = a·1[u > 0], f = Σ a σ(u), s_i = Σ b z_i. */
  private static void student(
      boolean shared,
      MemorySegment z,
      long zo,
      long patches,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long so,
      MemorySegment work) {
    for (int lane = 0; lane < WIDTH; lane++) {
      float f = 0;
      for (int c = 0; c < 8; c++) {
        set(work, so + c * VECTOR, lane, 0);
      }
      for (long patch = 0; patch < patches; patch++) {
        float before = 0;
        float last = 0;
        for (int c = 0; c < 8; c++) {
          float v = get(weights, vo + c * VECTOR, lane);
          float x = number(z, zo, shared, patch * 8 + c, lane);
          float next = c < 2 ? x * v : Math.fma(x, v, before);
          before = last;
          last = next;
        }
        float u = before + last;
        float a = get(weights, ao + patch * VECTOR, lane);
        float b = gate(u, a);
        set(work, ro + patch * VECTOR, lane, gate(u, u));
        f = Math.fma(a, gate(u, u), f);
        for (int c = 0; c < 8; c++) {
          float s = get(work, so + c * VECTOR, lane);
          float x = number(z, zo, shared, patch * 8 + c, lane);
          set(work, so + c * VECTOR, lane, Math.fma(b, x, s));
        }
      }
      set(work, so + 8 * VECTOR, lane, f);
    }
  }

  /** g += a* σ(Σ_i v*_i z_i). */
  static void teacher(
      MemorySegment z, long zo, long patches, long ao, long vo, boolean first, MemorySegment work) {
    for (int lane = 0; lane < WIDTH; lane++) {
      float g = first ? 0 : get(work, TEACHER_OUTPUT, lane);
      for (long patch = 0; patch < patches; patch++) {
        float before = 0;
        float last = 0;
        for (int c = 0; c < 8; c++) {
          float x = number(z, zo, false, patch * 8 + c, lane);
          float v = get(work, vo, c);
          float next = c < 2 ? x * v : Math.fma(x, v, before);
          before = last;
          last = next;
        }
        float u = before + last;
        g = Math.fma(get(work, ao, patch), gate(u, u), g);
      }
      set(work, TEACHER_OUTPUT, lane, g);
    }
  }

  /** Number {@code index} of an input of the lane's own, or of the input of all lanes. */
  static float number(MemorySegment z, long zo, boolean shared, long index, int lane) {
    return shared ? get(z, zo, index) : get(z, zo, index * WIDTH + lane);
  }
}
