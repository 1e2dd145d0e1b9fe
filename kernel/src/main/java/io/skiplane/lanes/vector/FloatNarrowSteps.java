package io.skiplane.lanes.vector;

import static io.skiplane.lanes.Kernels.NARROW_COLUMNS;
import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static io.skiplane.lanes.vector.FloatLanes.WIDTH;
import static io.skiplane.lanes.vector.FloatTree.SWAP1;
import static io.skiplane.lanes.vector.FloatTree.SWAP_EIGHTH;
import static io.skiplane.lanes.vector.FloatTree.SWAP_HALF;
import static io.skiplane.lanes.vector.FloatTree.SWAP_QUARTER;
import static io.skiplane.lanes.vector.FloatTree.UPPER_EIGHTH;
import static io.skiplane.lanes.vector.FloatTree.UPPER_HALF;
import static io.skiplane.lanes.vector.FloatTree.UPPER_QUARTER;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static jdk.incubator.vector.VectorOperators.LE;

import io.skiplane.lanes.FloatNarrowMove;
import io.skiplane.lanes.SphereStep;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * Steps on one input each of narrow patches, a patch in each lane: the hot loop of a small student.
 * Such a step is a chain of some thirty operations from v to the new v, so all of it stays in
 * registers, and nothing but σ(u) and a goes through memory.
 */
final class FloatNarrowSteps {
  /** In registers, column c has WIDTH/8 lanes beside each other, as the tree of s leaves it. */
  private static final int LANES = WIDTH / NARROW_COLUMNS;

  private static final VectorShuffle<Float> SPREAD = FloatTree.repeat(LANES);
  private static final VectorShuffle<Float> GATHER = FloatTree.first(NARROW_COLUMNS);

  private static final VectorShuffle<Float> COLUMN0 = column(0);
  private static final VectorShuffle<Float> COLUMN1 = column(1);
  private static final VectorShuffle<Float> COLUMN2 = column(2);
  private static final VectorShuffle<Float> COLUMN3 = column(3);
  private static final VectorShuffle<Float> COLUMN4 = column(4);
  private static final VectorShuffle<Float> COLUMN5 = column(5);
  private static final VectorShuffle<Float> COLUMN6 = column(6);
  private static final VectorShuffle<Float> COLUMN7 = column(7);

  private FloatNarrowSteps() {}

  private static VectorShuffle<Float> column(int c) {
    return VectorShuffle.iota(SPECIES, c * LANES, 0, true);
  }

  /** Takes steps as long as none is longer than {@link SphereStep#LONG} or not finite. */
  static int run(
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
    if (!z.isNative() || !weights.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = k * Float.BYTES;
    VectorMask<Float> padding = SPECIES.indexInRange(0, p * LANES).not();
    FloatVector zero = FloatVector.zero(SPECIES);
    // A step's move of a waits for the next step's pass. In the last group, patches that are none
    // lie below this limit of the gate.
    long whole = end & -VECTOR;
    FloatVector last =
        FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY)
            .blend(zero, SPECIES.indexInRange(0, (end - whole) / Float.BYTES));
    FloatLinear.clear(work, ro, (end + VECTOR - 1) & -VECTOR);
    work.set(JAVA_FLOAT, FloatNarrowMove.PUSH, -0f); // With it a stays, to the sign of a 0.
    FloatVector v = FloatVector.fromMemorySegment(SPECIES, weights, vo, ORDER).rearrange(SPREAD);
    boolean finish = true;
    int step = 0;
    while (step < steps) {
      long at = work.get(JAVA_LONG, table + (long) step * Long.BYTES);
      float label = work.get(JAVA_FLOAT, labels + (long) step * Float.BYTES);
      FloatVector v0 = v.rearrange(COLUMN0);
      FloatVector v1 = v.rearrange(COLUMN1);
      FloatVector v2 = v.rearrange(COLUMN2);
      FloatVector v3 = v.rearrange(COLUMN3);
      FloatVector v4 = v.rearrange(COLUMN4);
      FloatVector v5 = v.rearrange(COLUMN5);
      FloatVector v6 = v.rearrange(COLUMN6);
      FloatVector v7 = v.rearrange(COLUMN7);
      FloatVector f = zero;
      FloatVector s0 = zero;
      FloatVector s1 = zero;
      FloatVector s2 = zero;
      FloatVector s3 = zero;
      FloatVector s4 = zero;
      FloatVector s5 = zero;
      FloatVector s6 = zero;
      FloatVector s7 = zero;
      for (long i = 0; i < end; i += FloatLanes.stride, at += 8 * VECTOR) {
        FloatVector z0 = FloatVector.fromMemorySegment(SPECIES, z, at, ORDER);
        FloatVector z1 = FloatVector.fromMemorySegment(SPECIES, z, at + VECTOR, ORDER);
        FloatVector z2 = FloatVector.fromMemorySegment(SPECIES, z, at + 2 * VECTOR, ORDER);
        FloatVector z3 = FloatVector.fromMemorySegment(SPECIES, z, at + 3 * VECTOR, ORDER);
        FloatVector z4 = FloatVector.fromMemorySegment(SPECIES, z, at + 4 * VECTOR, ORDER);
        FloatVector z5 = FloatVector.fromMemorySegment(SPECIES, z, at + 5 * VECTOR, ORDER);
        FloatVector z6 = FloatVector.fromMemorySegment(SPECIES, z, at + 6 * VECTOR, ORDER);
        FloatVector z7 = FloatVector.fromMemorySegment(SPECIES, z, at + 7 * VECTOR, ORDER);
        FloatVector even = v0.mul(z0);
        even = v2.fma(z2, even);
        even = v4.fma(z4, even);
        even = v6.fma(z6, even);
        FloatVector odd = v1.mul(z1);
        odd = v3.fma(z3, odd);
        odd = v5.fma(z5, odd);
        odd = v7.fma(z7, odd);
        FloatVector u = even.add(odd);
        FloatVector a = FloatVector.fromMemorySegment(SPECIES, weights, ao + i, ORDER);
        a =
            FloatVector.broadcast(SPECIES, work.get(JAVA_FLOAT, FloatNarrowMove.PUSH))
                .fma(FloatVector.fromMemorySegment(SPECIES, work, ro + i, ORDER), a);
        a.intoMemorySegment(weights, ao + i, ORDER);
        VectorMask<Float> off = u.compare(LE, i < whole ? zero : last);
        FloatVector b = a.blend(zero, off);
        u = u.blend(zero, off);
        u.intoMemorySegment(work, ro + i, ORDER);
        f = a.fma(u, f);
        s0 = b.fma(z0, s0);
        s1 = b.fma(z1, s1);
        s2 = b.fma(z2, s2);
        s3 = b.fma(z3, s3);
        s4 = b.fma(z4, s4);
        s5 = b.fma(z5, s5);
        s6 = b.fma(z6, s6);
        s7 = b.fma(z7, s7);
      }
      // The sum of all lanes in each lane of f; s by the tree of FloatTree.
      f = f.add(f.rearrange(SWAP_HALF));
      f = f.add(f.rearrange(SWAP_QUARTER));
      f = f.add(f.rearrange(SWAP_EIGHTH));
      s0 = s0.blend(s4, UPPER_HALF).add(s4.blend(s0, UPPER_HALF).rearrange(SWAP_HALF));
      s1 = s1.blend(s5, UPPER_HALF).add(s5.blend(s1, UPPER_HALF).rearrange(SWAP_HALF));
      s2 = s2.blend(s6, UPPER_HALF).add(s6.blend(s2, UPPER_HALF).rearrange(SWAP_HALF));
      s3 = s3.blend(s7, UPPER_HALF).add(s7.blend(s3, UPPER_HALF).rearrange(SWAP_HALF));
      s0 = s0.blend(s2, UPPER_QUARTER).add(s2.blend(s0, UPPER_QUARTER).rearrange(SWAP_QUARTER));
      s1 = s1.blend(s3, UPPER_QUARTER).add(s3.blend(s1, UPPER_QUARTER).rearrange(SWAP_QUARTER));
      s0 = s0.blend(s1, UPPER_EIGHTH).add(s1.blend(s0, UPPER_EIGHTH).rearrange(SWAP_EIGHTH));
      if (WIDTH == 16) {
        f = f.add(f.rearrange(SWAP1));
        // As SWAP1, whose latency is several times as long; this one is on the step's chain.
        LongVector pairs = s0.reinterpretAsLongs().lanewise(VectorOperators.ROL, Float.SIZE);
        s0 = s0.add(pairs.reinterpretAsFloats());
      }
      FloatVector s = p < NARROW_COLUMNS ? s0.blend(zero, padding) : s0;
      FloatVector length = s.mul(s);
      length = length.add(length.rearrange(SWAP_HALF));
      length = length.add(length.rearrange(SWAP_QUARTER));
      length = length.add(length.rearrange(SWAP_EIGHTH));

      // As FloatNarrowMove, in all lanes.
      FloatVector r = f.sub(label);
      FloatVector turn = r.mul((float) etaW);
      FloatVector square = turn.mul(turn);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      float squared = square.mul(length).lane(0);
      if (!(squared <= SphereStep.LONG)) {
        finish = false; // The pass has moved a.
        break;
      }
      work.set(JAVA_FLOAT, FloatNarrowMove.LENGTH, squared);
      work.set(JAVA_FLOAT, FloatNarrowMove.PUSH, r.lane(0) * (float) -etaA);
      FloatVector moved = v.fma(turn.fma(f, one), s.mul(turn.neg())); // beside the chain
      FloatVector x = f.neg().fma(f, length).mul(square);
      FloatVector inverse;
      if (!(squared < FloatNarrowMove.SHORT)) {
        inverse = one.div(x.add(one).sqrt());
      } else if (FloatNarrowMove.LONG_SERIES) {
        FloatVector xx = x.mul(x);
        FloatVector high = x.fma(-63f / 256, 35f / 128).fma(xx, x.fma(-5f / 16, 3f / 8));
        inverse = high.fma(xx, x.fma(-1f / 2, 1));
      } else {
        inverse = x.fma(3f / 8, -1f / 2).fma(x, one);
      }
      v = moved.mul(inverse);
      step++;
    }
    zero.blend(v.rearrange(GATHER), SPECIES.indexInRange(0, p))
        .intoMemorySegment(weights, vo, ORDER);
    if (!finish) {
      FloatStepEnd.clearTail(ao, k, weights); // Beyond a float's range, push made it NaN.
    } else {
      float push = work.get(JAVA_FLOAT, FloatNarrowMove.PUSH);
      FloatStepEnd.moveOutputWeight(k, push, weights, ao, ro, work);
    }
    return step;
  }
}
