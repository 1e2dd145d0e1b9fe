package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * Long rows of Z, one after the other as they lie in memory: the processor's prefetchers follow one
 * stream better than four a row apart.
 */
final class FloatLongRows {
  private FloatLongRows() {}

  /** The lanes of u = Σ_i z_i w_i, in four accumulators by vector index mod 4. */
  static void product(
      MemorySegment z, long zo, MemorySegment w, long wo, long end, long to, MemorySegment work) {
    if (!z.isNative() || !w.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector u0 = FloatVector.zero(SPECIES);
      FloatVector u1 = u0;
      FloatVector u2 = u0;
      FloatVector u3 = u0;
      long i = part;
      for (; i < end - 3 * VECTOR; i += 4 * VECTOR) {
        FloatVector w0 = FloatVector.fromMemorySegment(SPECIES, w, wo + i, ORDER);
        FloatVector w1 = FloatVector.fromMemorySegment(SPECIES, w, wo + i + VECTOR, ORDER);
        FloatVector w2 = FloatVector.fromMemorySegment(SPECIES, w, wo + i + 2 * VECTOR, ORDER);
        FloatVector w3 = FloatVector.fromMemorySegment(SPECIES, w, wo + i + 3 * VECTOR, ORDER);
        u0 = FloatVector.fromMemorySegment(SPECIES, z, zo + i, ORDER).fma(w0, u0);
        u1 = FloatVector.fromMemorySegment(SPECIES, z, zo + i + VECTOR, ORDER).fma(w1, u1);
        u2 = FloatVector.fromMemorySegment(SPECIES, z, zo + i + 2 * VECTOR, ORDER).fma(w2, u2);
        u3 = FloatVector.fromMemorySegment(SPECIES, z, zo + i + 3 * VECTOR, ORDER).fma(w3, u3);
      }
      if (i < end) {
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, w, wo + i, ORDER);
        u0 = FloatVector.fromMemorySegment(SPECIES, z, zo + i, ORDER).fma(x, u0);
        i += VECTOR;
      }
      if (i < end) {
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, w, wo + i, ORDER);
        u1 = FloatVector.fromMemorySegment(SPECIES, z, zo + i, ORDER).fma(x, u1);
        i += VECTOR;
      }
      if (i < end) {
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, w, wo + i, ORDER);
        u2 = FloatVector.fromMemorySegment(SPECIES, z, zo + i, ORDER).fma(x, u2);
      }
      u0.add(u1).add(u2.add(u3)).intoMemorySegment(work, to + part, ORDER);
    }
  }

  /** s_i += Σ_r b_r z_ri over the rows whose bit is set, two rows at a time. */
  static void sum(
      MemorySegment z,
      long zo,
      long rowBytes,
      long active,
      long bo,
      long so,
      long end,
      MemorySegment work) {
    long left = active;
    while (left != 0) {
      long r = Long.numberOfTrailingZeros(left);
      left &= left - 1;
      float b = work.get(JAVA_FLOAT, bo + r * Float.BYTES);
      if (left == 0) {
        addRow(z, zo + r * rowBytes, b, so, end, work);
      } else {
        long next = Long.numberOfTrailingZeros(left);
        left &= left - 1;
        float c = work.get(JAVA_FLOAT, bo + next * Float.BYTES);
        addTwoRows(z, zo + r * rowBytes, b, zo + next * rowBytes, c, so, end, work);
      }
    }
  }

  private static void addRow(
      MemorySegment z, long zo, float gate, long so, long end, MemorySegment work) {
    if (!z.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector b = FloatVector.broadcast(SPECIES, gate);
    for (long i = 0; i < end; i += PART) {
      FloatVector.fromMemorySegment(SPECIES, z, zo + i, ORDER)
          .fma(b, FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER))
          .intoMemorySegment(work, so + i, ORDER);
    }
  }

  private static void addTwoRows(
      MemorySegment z,
      long z0,
      float gate0,
      long z1,
      float gate1,
      long so,
      long end,
      MemorySegment work) {
    if (!z.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector b0 = FloatVector.broadcast(SPECIES, gate0);
    FloatVector b1 = FloatVector.broadcast(SPECIES, gate1);
    for (long i = 0; i < end; i += PART) {
      FloatVector s = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
      s = FloatVector.fromMemorySegment(SPECIES, z, z0 + i, ORDER).fma(b0, s);
      s = FloatVector.fromMemorySegment(SPECIES, z, z1 + i, ORDER).fma(b1, s);
      s.intoMemorySegment(work, so + i, ORDER);
    }
  }
}
