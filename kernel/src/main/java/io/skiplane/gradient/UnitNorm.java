package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.SphereStep;
import java.lang.foreign.MemorySegment;

/**
 * Keeps ‖v‖ = 1: a step divides by the norm that its formula gives, and at intervals that depend on
 * the step's number alone v is divided by the norm that it has, since rounding errors add up
 * otherwise (‖v‖² falls to 0.99 in a million float steps).
 */
final class UnitNorm {
  /** Steps from one exact normalisation to the next. */
  static final int INTERVAL = 64;

  private UnitNorm() {}

  /** Steps from this number on up to the next one that ends with an exact normalisation. */
  static long stepsUntilDue(long step) {
    return INTERVAL - (step & (INTERVAL - 1));
  }

  /** Whether the step of this number ends with an exact normalisation. */
  static boolean due(long step) {
    return (step & (INTERVAL - 1)) == INTERVAL - 1;
  }

  /** Whether the step of this number and squared length ends with an exact normalisation. */
  static boolean due(long step, double squaredLength) {
    return due(step) || squaredLength > SphereStep.LONG;
  }

  /**
   * v ← v/‖v‖; v: [n] at {@code vOffset}, modified. A step that takes long hands in the scalar
   * twin: called once in 64 steps, the vector twin would stay in the interpreter, which boxes, for
   * minutes.
   */
  static void restore(Kernels kernels, MemorySegment v, long vOffset, long n, MemorySegment work) {
    double norm = Math.sqrt(kernels.dot(v, vOffset, v, vOffset, n, work));
    kernels.combine(1 / norm, v, vOffset, 0, v, vOffset, n);
  }
}
