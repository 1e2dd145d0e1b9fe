package io.skiplane.lanes.vector;

import static io.skiplane.lanes.Kernels.ACCUMULATORS;
import static io.skiplane.lanes.Kernels.OUTPUTS;
import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static io.skiplane.lanes.vector.FloatLanes.WIDTH;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static jdk.incubator.vector.VectorOperators.LE;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * Some inputs of a mini-batch of narrow patches, a patch in each lane. All of them meet the same v
 * and a, so nothing waits for the chain from an input's products to its residual: first the outputs
 * of all, then what each adds to the sums of the batch, which stay lanes until its end.
 */
final class FloatNarrowBatch {
  private FloatNarrowBatch() {}

  /** u = Σ_i v_i z_i with v in registers, σ(u) and f = Σ_j a_j σ(u_j) of each input. */
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
    if (!z.isNative() || !weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector v0 = FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo));
    FloatVector v1 = FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo + Float.BYTES));
    FloatVector v2 = FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo + 2 * Float.BYTES));
    FloatVector v3 = FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo + 3 * Float.BYTES));
    FloatVector v4 = FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo + 4 * Float.BYTES));
    FloatVector v5 = FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo + 5 * Float.BYTES));
    FloatVector v6 = FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo + 6 * Float.BYTES));
    FloatVector v7 = FloatVector.broadcast(SPECIES, weights.get(JAVA_FLOAT, vo + 7 * Float.BYTES));
    FloatVector zero = FloatVector.zero(SPECIES);
    long bytes = groups * VECTOR;
    for (long part = 0; part < VECTOR; part += PART) {
      for (int input = 0; input < inputs; input++) {
        long first = work.get(JAVA_LONG, table + (long) input * Long.BYTES) + part;
        long relu = ro + input * bytes + part;
        long lanes = OUTPUTS + input * VECTOR + part;
        FloatVector f = zero;
        for (long group = 0; group < bytes; group += FloatLanes.stride) {
          long at = first + group * 8;
          FloatVector z0 = FloatVector.fromMemorySegment(SPECIES, z, at, ORDER);
          FloatVector z1 = FloatVector.fromMemorySegment(SPECIES, z, at + VECTOR, ORDER);
          FloatVector z2 = FloatVector.fromMemorySegment(SPECIES, z, at + 2 * VECTOR, ORDER);
          FloatVector z3 = FloatVector.fromMemorySegment(SPECIES, z, at + 3 * VECTOR, ORDER);
          FloatVector z4 = FloatVector.fromMemorySegment(SPECIES, z, at + 4 * VECTOR, ORDER);
          FloatVector z5 = FloatVector.fromMemorySegment(SPECIES, z, at + 5 * VECTOR, ORDER);
          FloatVector z6 = FloatVector.fromMemorySegment(SPECIES, z, at + 6 * VECTOR, ORDER);
          FloatVector z7 = FloatVector.fromMemorySegment(SPECIES, z, at + 7 * VECTOR, ORDER);
          FloatVector even = v6.fma(z6, v4.fma(z4, v2.fma(z2, v0.mul(z0))));
          FloatVector odd = v7.fma(z7, v5.fma(z5, v3.fma(z3, v1.mul(z1))));
          FloatVector u = even.add(odd);
          FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + group + part, ORDER);
          FloatVector active = u.blend(zero, u.compare(LE, zero));
          active.intoMemorySegment(work, relu + group, ORDER);
          f = a.fma(active, f);
        }
        f.intoMemorySegment(work, lanes, ORDER);
      }
    }
    FloatTree.sums(work, OUTPUTS, fo, inputs);
  }

  /** r = f − label of each input, Σ r σ(u), and with b = r a·1[u > 0] the lanes of s_i += b z_i. */
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
    FloatLinear.addScaled(-1, work, labels, work, residuals, WIDTH);
    if (!z.isNative() || !weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    long bytes = groups * VECTOR;
    for (long part = 0; part < VECTOR; part += PART) {
      long s = ACCUMULATORS + part;
      FloatVector s0 = FloatVector.fromMemorySegment(SPECIES, work, s, ORDER);
      FloatVector s1 = FloatVector.fromMemorySegment(SPECIES, work, s + VECTOR, ORDER);
      FloatVector s2 = FloatVector.fromMemorySegment(SPECIES, work, s + 2 * VECTOR, ORDER);
      FloatVector s3 = FloatVector.fromMemorySegment(SPECIES, work, s + 3 * VECTOR, ORDER);
      FloatVector s4 = FloatVector.fromMemorySegment(SPECIES, work, s + 4 * VECTOR, ORDER);
      FloatVector s5 = FloatVector.fromMemorySegment(SPECIES, work, s + 5 * VECTOR, ORDER);
      FloatVector s6 = FloatVector.fromMemorySegment(SPECIES, work, s + 6 * VECTOR, ORDER);
      FloatVector s7 = FloatVector.fromMemorySegment(SPECIES, work, s + 7 * VECTOR, ORDER);
      for (int input = 0; input < inputs; input++) {
        long first = work.get(JAVA_LONG, table + (long) input * Long.BYTES) + part;
        float residual = work.get(JAVA_FLOAT, residuals + (long) input * Float.BYTES);
        FloatVector r = FloatVector.broadcast(SPECIES, residual);
        long relu = ro + input * bytes + part;
        for (long group = 0; group < bytes; group += FloatLanes.stride) {
          long at = first + group * 8;
          long sum = bo + group + part;
          FloatVector active = FloatVector.fromMemorySegment(SPECIES, work, relu + group, ORDER);
          active
              .fma(r, FloatVector.fromMemorySegment(SPECIES, work, sum, ORDER))
              .intoMemorySegment(work, sum, ORDER);
          FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + group + part, ORDER);
          FloatVector b = a.blend(zero, active.compare(LE, zero)).mul(r);
          s0 = b.fma(FloatVector.fromMemorySegment(SPECIES, z, at, ORDER), s0);
          s1 = b.fma(FloatVector.fromMemorySegment(SPECIES, z, at + VECTOR, ORDER), s1);
          s2 = b.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 2 * VECTOR, ORDER), s2);
          s3 = b.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 3 * VECTOR, ORDER), s3);
          s4 = b.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 4 * VECTOR, ORDER), s4);
          s5 = b.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 5 * VECTOR, ORDER), s5);
          s6 = b.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 6 * VECTOR, ORDER), s6);
          s7 = b.fma(FloatVector.fromMemorySegment(SPECIES, z, at + 7 * VECTOR, ORDER), s7);
        }
      }
      s0.intoMemorySegment(work, s, ORDER);
      s1.intoMemorySegment(work, s + VECTOR, ORDER);
      s2.intoMemorySegment(work, s + 2 * VECTOR, ORDER);
      s3.intoMemorySegment(work, s + 3 * VECTOR, ORDER);
      s4.intoMemorySegment(work, s + 4 * VECTOR, ORDER);
      s5.intoMemorySegment(work, s + 5 * VECTOR, ORDER);
      s6.intoMemorySegment(work, s + 6 * VECTOR, ORDER);
      s7.intoMemorySegment(work, s + 7 * VECTOR, ORDER);
    }
  }
}
