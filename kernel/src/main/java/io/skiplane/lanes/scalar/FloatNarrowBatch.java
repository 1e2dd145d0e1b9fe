package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.Kernels.ACCUMULATORS;
import static io.skiplane.lanes.Kernels.NARROW_COLUMNS;
import static io.skiplane.lanes.Kernels.OUTPUTS;
import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.gate;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.skiplane.lanes.LaneSum;
import java.lang.foreign.MemorySegment;

/** Some inputs of a mini-batch of narrow patches, a patch in each lane. */
final class FloatNarrowBatch {
  private FloatNarrowBatch() {}

  /** σ(u) and f = Σ_j a_j σ(u_j) of each input. */
  static void outputs(
      MemorySegment z,
      long table,
      int inputs,
      long groups,
      MemorySegment weights,
      long ao,
      long vo,
      long ro,
      long fo,
      MemorySegment work) {
    for (int input = 0; input < inputs; input++) {
      long first = work.get(JAVA_LONG, table + (long) input * Long.BYTES);
      FloatLinear.clear(work, OUTPUTS, VECTOR);
      for (long j = 0; j < groups * WIDTH; j++) {
        long at = first + j / WIDTH * NARROW_COLUMNS * VECTOR;
        int lane = (int) (j % WIDTH);
        float u = FloatPatches.product(z, at, NARROW_COLUMNS, lane, weights, vo);
        float active = gate(u, u);
        set(work, ro + input * groups * VECTOR, j, active);
        float f = Math.fma(get(weights, ao, j), active, get(work, OUTPUTS, lane));
        set(work, OUTPUTS, lane, f);
      }
      set(work, fo, input, LaneSum.sumFloat(work, OUTPUTS));
    }
  }

  /** r = f − label of each input, Σ r σ(u), and the lanes of Σ r s. */
  static void sums(
      MemorySegment z,
      long table,
      int inputs,
      long groups,
      MemorySegment weights,
      long ao,
      long ro,
      long labels,
      long residuals,
      long bo,
      MemorySegment work) {
    for (int input = 0; input < inputs; input++) {
      set(work, residuals, input, get(work, residuals, input) - get(work, labels, input));
      long first = work.get(JAVA_LONG, table + (long) input * Long.BYTES);
      float r = get(work, residuals, input);
      for (long j = 0; j < groups * WIDTH; j++) {
        float active = get(work, ro + input * groups * VECTOR, j);
        set(work, bo, j, Math.fma(active, r, get(work, bo, j)));
        float b = gate(active, get(weights, ao, j)) * r;
        int lane = (int) (j % WIDTH);
        for (int c = 0; c < NARROW_COLUMNS; c++) {
          float z0 = get(z, first + (j / WIDTH * NARROW_COLUMNS + c) * VECTOR, lane);
          long s = ACCUMULATORS + c * VECTOR;
          set(work, s, lane, Math.fma(b, z0, get(work, s, lane)));
        }
      }
    }
  }
}
