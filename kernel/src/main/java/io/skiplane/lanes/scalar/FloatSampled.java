package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.VECTOR;
import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import io.skiplane.lanes.LaneSum;
import java.lang.foreign.MemorySegment;

/** What a sampled step needs beside its patches: the direction's two sums, and the step of a. */
final class FloatSampled {
  private FloatSampled() {}

  /** Σ s_i v_i and Σ s_i² as the first two numbers of the lane area; s beyond p becomes 0. */
  static void sums(long so, long p, MemorySegment v, long vo, MemorySegment work) {
    long padded = (p + WIDTH - 1) & -WIDTH;
    for (long i = p; i < padded; i++) {
      set(work, so, i, 0);
    }
    for (int lane = 0; lane < WIDTH; lane++) {
      float[] along = new float[2];
      float[] length = new float[2];
      int turn = 0;
      for (long i = lane; i < padded; i += WIDTH) {
        float s = get(work, so, i);
        along[turn] = Math.fma(s, get(v, vo, i), along[turn]);
        length[turn] = Math.fma(s, s, length[turn]);
        turn = 1 - turn;
      }
      set(work, 0, lane, along[0] + along[1]);
      set(work, VECTOR, lane, length[0] + length[1]);
    }
    float along = LaneSum.sumFloat(work, 0);
    set(work, 0, 1, LaneSum.sumFloat(work, VECTOR));
    set(work, 0, 0, along);
  }

  /** a_j ← a_j + push·σ_j for all j below k. */
  static void addActivation(
      MemorySegment a, long ao, long k, float push, long ro, MemorySegment work) {
    for (long j = 0; j < k; j++) {
      set(a, ao, j, Math.fma(get(work, ro, j), push, get(a, ao, j)));
    }
  }
}
