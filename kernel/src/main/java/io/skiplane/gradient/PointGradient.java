package io.skiplane.gradient;

import java.lang.foreign.MemorySegment;

/**
 * Loss and gradient at a student's present weights, without a step; behind {@link LossGradient}.
 */
interface PointGradient {
  /**
   * The loss, and both gradients with zeros in their padding; the weights stay.
   *
   * @param step names the inputs of a sampled gradient
   * @param gradA ∇_a: [k padded], modified
   * @param gradW ∇_w: [p padded], modified
   */
  double at(long step, MemorySegment gradA, MemorySegment gradW);
}
