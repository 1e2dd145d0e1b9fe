package io.skiplane.lanes;

import io.skiplane.memory.Precision;
import java.lang.foreign.ValueLayout;

/** Calls of the methods for mini-batches of narrow patches. */
final class NarrowCases {
  private NarrowCases() {}

  static KernelMethod.Call outputs(KernelCase c) {
    Batch b = new Batch(c);
    boolean teacher = c.random.nextBoolean();
    long a = teacher ? c.inWork(b.a) : b.a;
    long v = teacher ? c.inWork(b.v) : b.v;
    long activation = c.inWork(c.guarded.take(b.inputs * b.groups * Precision.VECTOR_BYTES));
    long outputs = c.inWork(c.guarded.take(Precision.VECTOR_BYTES));
    return kernels -> {
      kernels.narrowOutputs(
          c.memory(),
          b.table,
          b.inputs,
          b.groups,
          teacher ? c.work() : c.memory(),
          a,
          v,
          activation,
          outputs,
          c.work());
      c.eraseLanes();
      b.eraseBeyond(outputs);
      return 0;
    };
  }

  static KernelMethod.Call batch(KernelCase c) {
    Batch b = new Batch(c);
    int lanes = c.precision.lanes();
    long activation = c.inWork(c.array(b.inputs * b.groups * lanes));
    long labels = c.inWork(c.array(lanes));
    long residuals = c.inWork(c.array(lanes));
    long sum = c.inWork(c.array(b.groups * lanes));
    return kernels -> {
      kernels.narrowBatch(
          c.memory(),
          b.table,
          b.inputs,
          b.groups,
          c.memory(),
          b.a,
          activation,
          labels,
          residuals,
          sum,
          c.work());
      b.eraseBeyond(residuals);
      return 0;
    };
  }

  /** Some inputs that lie apart, in any order; the sums add to numbers. */
  private static final class Batch {
    final KernelCase c;
    final int inputs;
    final long groups;
    final long table;
    final long a;
    final long v;

    Batch(KernelCase c) {
      this.c = c;
      int lanes = c.precision.lanes();
      inputs = 1 + c.random.nextInt(lanes);
      long patches = Math.min(c.size, 129);
      groups = c.precision.padded(patches) / lanes;
      table = c.inWork(c.guarded.take((long) lanes * Long.BYTES));
      int first = c.random.nextInt(inputs);
      for (int i = 0; i < inputs; i++) {
        long at = table + (long) ((first + i) % inputs) * Long.BYTES;
        c.work().set(ValueLayout.JAVA_LONG, at, c.array(groups * Kernels.NARROW_COLUMNS * lanes));
      }
      a = c.array(patches);
      v = c.array(Kernels.NARROW_COLUMNS);
      long count = (Kernels.LANE_BYTES - Kernels.ACCUMULATORS) / c.precision.bytes();
      c.values.fill(c.work().asSlice(Kernels.ACCUMULATORS), 0, count, c.random, c.precision);
    }

    /** Erases the numbers of inputs that there are not. */
    void eraseBeyond(long offset) {
      for (int i = inputs; i < c.precision.lanes(); i++) {
        c.precision.set(c.work(), offset, i, 0);
      }
    }
  }
}
