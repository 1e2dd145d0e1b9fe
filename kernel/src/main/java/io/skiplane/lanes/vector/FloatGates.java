package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static io.skiplane.lanes.vector.FloatLanes.WIDTH;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static jdk.incubator.vector.VectorOperators.LE;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** ReLU and gates of patches whose products are known; by vectors. */
final class FloatGates {
  private FloatGates() {}

  /** σ(u), b = a·1[u > 0], by whole vectors: what follows the last row holds anything. */
  static void student(
      MemorySegment weights, long ao, int rows, long uo, long ro, long bo, MemorySegment work) {
    if (!weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long i = 0; i < (long) rows * Float.BYTES; i += PART) {
      FloatVector u = FloatVector.fromMemorySegment(SPECIES, work, uo + i, ORDER);
      FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + i, ORDER);
      VectorMask<Float> off = u.compare(LE, zero);
      u.blend(zero, off).intoMemorySegment(work, ro + i, ORDER);
      a.blend(zero, off).intoMemorySegment(work, bo + i, ORDER);
    }
  }

  /** Lane vector 1 gains a* σ(u*). */
  static void teacher(long ao, int firstLane, int rows, long uo, MemorySegment work) {
    if (!work.isNative()) {
      throw Segments.onHeap();
    }
    int whole = firstLane == 0 ? rows - rows % WIDTH : 0;
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long part = 0; part < VECTOR && whole > 0; part += PART) {
      FloatVector g = FloatVector.fromMemorySegment(SPECIES, work, VECTOR + part, ORDER);
      for (long i = part; i < (long) whole * Float.BYTES; i += VECTOR) {
        FloatVector u = FloatVector.fromMemorySegment(SPECIES, work, uo + i, ORDER);
        FloatVector a = FloatVector.fromMemorySegment(SPECIES, work, ao + i, ORDER);
        g = a.fma(u.blend(zero, u.compare(LE, zero)), g);
      }
      g.intoMemorySegment(work, VECTOR + part, ORDER);
    }
    for (int row = whole; row < rows; row++) {
      long lane = VECTOR + (long) ((firstLane + row) % WIDTH) * Float.BYTES;
      float u = work.get(JAVA_FLOAT, uo + (long) row * Float.BYTES);
      float a = work.get(JAVA_FLOAT, ao + (long) row * Float.BYTES);
      work.set(JAVA_FLOAT, lane, Math.fma(a, u <= 0 ? 0 : u, work.get(JAVA_FLOAT, lane)));
    }
  }
}
