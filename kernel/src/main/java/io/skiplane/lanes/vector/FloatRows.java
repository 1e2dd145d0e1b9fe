package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.skiplane.lanes.LaneSum;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** Patch products of wide patches: rows of Z, four at a time, each number loaded once a product. */
final class FloatRows {
  private FloatRows() {}

  /** u_r = Σ_i z_ri w_i for each row, written as doubles. */
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
    int row = 0;
    for (; row + 3 < rows; row += 4) {
      fourProducts(z, zo + row * rowBytes, rowBytes, w, wo, n * Float.BYTES, work);
      for (int r = 0; r < 4; r++) {
        work.set(
            JAVA_DOUBLE, uo + (row + r) * (long) Double.BYTES, LaneSum.sumFloat(work, r * VECTOR));
      }
    }
    for (; row < rows; row++) {
      oneProduct(z, zo + row * rowBytes, w, wo, n * Float.BYTES, work);
      work.set(JAVA_DOUBLE, uo + row * (long) Double.BYTES, LaneSum.sumFloat(work, 0));
    }
  }

  private static void fourProducts(
      MemorySegment z,
      long z0,
      long rowBytes,
      MemorySegment w,
      long wo,
      long end,
      MemorySegment work) {
    long z1 = z0 + rowBytes;
    long z2 = z1 + rowBytes;
    long z3 = z2 + rowBytes;
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector u0 = FloatVector.zero(SPECIES);
      FloatVector u1 = u0;
      FloatVector u2 = u0;
      FloatVector u3 = u0;
      for (long i = part; i < end; i += VECTOR) {
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, w, wo + i, ORDER);
        u0 = FloatVector.fromMemorySegment(SPECIES, z, z0 + i, ORDER).fma(x, u0);
        u1 = FloatVector.fromMemorySegment(SPECIES, z, z1 + i, ORDER).fma(x, u1);
        u2 = FloatVector.fromMemorySegment(SPECIES, z, z2 + i, ORDER).fma(x, u2);
        u3 = FloatVector.fromMemorySegment(SPECIES, z, z3 + i, ORDER).fma(x, u3);
      }
      u0.intoMemorySegment(work, part, ORDER);
      u1.intoMemorySegment(work, VECTOR + part, ORDER);
      u2.intoMemorySegment(work, 2 * VECTOR + part, ORDER);
      u3.intoMemorySegment(work, 3 * VECTOR + part, ORDER);
    }
  }

  private static void oneProduct(
      MemorySegment z, long zo, MemorySegment w, long wo, long end, MemorySegment work) {
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector u = FloatVector.zero(SPECIES);
      for (long i = part; i < end; i += VECTOR) {
        u =
            FloatVector.fromMemorySegment(SPECIES, z, zo + i, ORDER)
                .fma(FloatVector.fromMemorySegment(SPECIES, w, wo + i, ORDER), u);
      }
      u.intoMemorySegment(work, part, ORDER);
    }
  }

  /** s_i += Σ_r b_r z_ri over the rows with b_r ≠ 0: four active rows share one pass over s. */
  static void sum(
      MemorySegment z,
      long zo,
      long rowBytes,
      int rows,
      long bo,
      long so,
      long n,
      MemorySegment work) {
    long end = n * Float.BYTES;
    int queued = 0;
    int r0 = 0;
    int r1 = 0;
    int r2 = 0;
    for (int row = 0; row < rows; row++) {
      if (gate(work, bo, row) == 0) {
        continue;
      }
      switch (queued++) {
        case 0 -> r0 = row;
        case 1 -> r1 = row;
        case 2 -> r2 = row;
        default -> {
          addFour(z, zo, rowBytes, r0, r1, r2, row, bo, so, end, work);
          queued = 0;
        }
      }
    }
    if (queued > 0) {
      addOne(z, zo + r0 * rowBytes, gate(work, bo, r0), so, end, work);
    }
    if (queued > 1) {
      addOne(z, zo + r1 * rowBytes, gate(work, bo, r1), so, end, work);
    }
    if (queued > 2) {
      addOne(z, zo + r2 * rowBytes, gate(work, bo, r2), so, end, work);
    }
  }

  private static float gate(MemorySegment work, long bo, long row) {
    return (float) work.get(JAVA_DOUBLE, bo + row * Double.BYTES);
  }

  private static void addFour(
      MemorySegment z,
      long zo,
      long rowBytes,
      int r0,
      int r1,
      int r2,
      int r3,
      long bo,
      long so,
      long end,
      MemorySegment work) {
    long z0 = zo + r0 * rowBytes;
    long z1 = zo + r1 * rowBytes;
    long z2 = zo + r2 * rowBytes;
    long z3 = zo + r3 * rowBytes;
    FloatVector b0 = FloatVector.broadcast(SPECIES, gate(work, bo, r0));
    FloatVector b1 = FloatVector.broadcast(SPECIES, gate(work, bo, r1));
    FloatVector b2 = FloatVector.broadcast(SPECIES, gate(work, bo, r2));
    FloatVector b3 = FloatVector.broadcast(SPECIES, gate(work, bo, r3));
    for (long i = 0; i < end; i += PART) {
      FloatVector s = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
      s = FloatVector.fromMemorySegment(SPECIES, z, z0 + i, ORDER).fma(b0, s);
      s = FloatVector.fromMemorySegment(SPECIES, z, z1 + i, ORDER).fma(b1, s);
      s = FloatVector.fromMemorySegment(SPECIES, z, z2 + i, ORDER).fma(b2, s);
      s = FloatVector.fromMemorySegment(SPECIES, z, z3 + i, ORDER).fma(b3, s);
      s.intoMemorySegment(work, so + i, ORDER);
    }
  }

  private static void addOne(
      MemorySegment z, long zo, float gate, long so, long end, MemorySegment work) {
    FloatVector b = FloatVector.broadcast(SPECIES, gate);
    for (long i = 0; i < end; i += PART) {
      FloatVector.fromMemorySegment(SPECIES, z, zo + i, ORDER)
          .fma(b, FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER))
          .intoMemorySegment(work, so + i, ORDER);
    }
  }
}
