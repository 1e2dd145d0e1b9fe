package io.skiplane.harness.cli;

import io.skiplane.lanes.KernelRuntime;
import io.skiplane.lanes.Twins;

/** The kernel that a command runs on. */
public final class KernelInUse {
  private KernelInUse() {}

  /**
   * The kernel.
   *
   * @throws IllegalArgumentException if the JVM's options ask for one that cannot be had
   */
  public static KernelRuntime get() {
    try {
      return Twins.runtime();
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
