package io.skiplane.bench;

import io.skiplane.lanes.KernelRuntime;
import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;

/** Whether a fork runs what its parameters name. */
final class RanKernel {
  private RanKernel() {}

  /**
   * Checks it, and has {@link ForkRecord} record it.
   *
   * @throws IllegalStateException if the fork runs another kernel or precision
   */
  static void check(String kernel, Precision precision) {
    KernelRuntime runtime = Twins.runtime();
    Kernels kernels = Twins.chosen(precision);
    if (!runtime.kernel().equals(kernel)
        || !kernels.twin().equals(kernel)
        || kernels.precision() != precision) {
      throw new IllegalStateException(
          "this fork runs "
              + kernels.getClass().getName()
              + " ("
              + runtime.reason()
              + ") where the parameters say "
              + kernel
              + " and "
              + precision
              + "; start the benchmarks by bench/run");
    }
    ForkRecord.ran(kernels);
  }
}
