package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.gate;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import java.lang.foreign.MemorySegment;

/** The label of patches whose products with v* are known. */
final class FloatGates {
  private FloatGates() {}

  /** Lane vector 1 gains a* σ(u*). */
  static void teacher(long ao, int firstLane, int rows, long uo, MemorySegment work) {
    for (int row = 0; row < rows; row++) {
      int lane = (firstLane + row) % WIDTH;
      float u = get(work, uo, row);
      set(work, VECTOR, lane, Math.fma(get(work, ao, row), gate(u, u), get(work, VECTOR, lane)));
    }
  }
}
