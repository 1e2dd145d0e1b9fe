package io.skiplane;

import io.skiplane.lanes.KernelRuntime;
import io.skiplane.lanes.Twins;

/** Tells what the kernel runs on. */
public final class Skiplane {
  private Skiplane() {}

  /**
   * The kernel in use in this JVM, its lane bits and the reason.
   *
   * @throws IllegalStateException if {@code -Dskiplane.kernel} or {@code -Dskiplane.laneBits} asks
   *     for what this JVM or machine does not have
   */
  public static KernelRuntime runtime() {
    return Twins.runtime();
  }
}
