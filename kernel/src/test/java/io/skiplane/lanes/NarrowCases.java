package io.skiplane.lanes;

import io.skiplane.memory.Precision;
import java.lang.foreign.ValueLayout;

/** Calls of the methods for some inputs of narrow patches. */
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

  /** What lies in the padding must not matter, nor which steps a twin takes in registers. */
  static KernelMethod.Call steps(KernelCase c) {
    Batch b = new Batch(c);
    int lanes = c.precision.lanes();
    long k = b.groups * lanes - c.random.nextInt(lanes);
    int p = 2 + c.random.nextInt(Kernels.NARROW_COLUMNS - 1);
    b.tamePadding(k);
    long a = c.array(k);
    long v = c.array(p);
    long activation = c.inWork(c.guarded.take(c.precision.paddedBytes(k)));
    long labels = c.inWork(c.array(lanes));
    long length = c.inWork(c.array(1));
    long s = c.inWork(c.guarded.take(Precision.VECTOR_BYTES));
    double etaA = c.parameter();
    double etaW = c.random.nextBoolean() ? 1e-6 : c.parameter();
    return kernels -> {
      int taken = 0;
      boolean finite = true;
      while (finite && taken < b.inputs) {
        taken +=
            kernels.narrowSteps(
                c.memory(),
                b.table + (long) taken * Long.BYTES,
                b.inputs - taken,
                k,
                p,
                labels + (long) taken * c.precision.bytes(),
                etaA,
                etaW,
                c.memory(),
                a,
                v,
                activation,
                c.work());
        if (taken < b.inputs) {
          kernels.narrowPatches(
              c.memory(),
              c.work().get(ValueLayout.JAVA_LONG, b.table + (long) taken * Long.BYTES),
              b.groups,
              Kernels.NARROW_COLUMNS,
              true,
              c.memory(),
              a,
              v,
              activation,
              Kernels.ACCUMULATORS,
              c.work());
          kernels.narrowDirection(p, s, c.memory(), v, c.work());
          double label = c.precision.get(c.work(), labels, taken);
          finite =
              kernels.narrowEnd(k, p, label, etaA, etaW, c.memory(), a, v, activation, s, c.work());
          kernels.clear(c.work(), s, Precision.VECTOR_BYTES); // Not all twins use it.
          if (finite) {
            double push = c.precision.get(c.work(), 0, 1);
            kernels.addActivation(c.memory(), a, k, push, activation, c.work());
            taken++;
          }
        }
      }
      c.precision.set(c.work(), length, 0, finite ? c.precision.get(c.work(), 0, 0) : 0);
      c.eraseLanes();
      for (long j = k; j < b.groups * lanes; j++) {
        c.precision.set(c.work(), activation, j, 0);
      }
      return taken;
    };
  }

  static KernelMethod.Call end(KernelCase c) {
    long k = Math.min(c.size, 257);
    int p = 2 + c.random.nextInt(Kernels.NARROW_COLUMNS - 1);
    long a = c.array(k);
    long v = c.array(p);
    long activation = c.inWork(c.array(k));
    long s = c.inWork(c.array(p));
    long result = c.inWork(c.array(2));
    double label = c.parameter();
    double etaA = c.parameter();
    double etaW = c.random.nextBoolean() ? 1e-6 : c.parameter();
    return kernels -> {
      boolean finite =
          kernels.narrowEnd(k, p, label, etaA, etaW, c.memory(), a, v, activation, s, c.work());
      for (int i = 0; i < 2; i++) {
        c.precision.set(c.work(), result, i, finite ? c.precision.get(c.work(), 0, i) : 0);
      }
      c.eraseLanes();
      return finite ? 1 : 0;
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

    /** Patches beyond k hold what drawn ones may. */
    void tamePadding(long k) {
      int lanes = c.precision.lanes();
      for (int i = 0; i < inputs; i++) {
        long at = c.work().get(ValueLayout.JAVA_LONG, table + (long) i * Long.BYTES);
        for (long j = k; j < groups * lanes; j++) {
          for (int column = 0; column < Kernels.NARROW_COLUMNS; column++) {
            long place = (j / lanes * Kernels.NARROW_COLUMNS + column) * lanes + j % lanes;
            c.precision.set(c.memory(), at, place, c.random.nextGaussian());
          }
        }
      }
    }

    /** Erases the numbers of inputs that there are not. */
    void eraseBeyond(long offset) {
      for (int i = inputs; i < c.precision.lanes(); i++) {
        c.precision.set(c.work(), offset, i, 0);
      }
    }
  }
}
