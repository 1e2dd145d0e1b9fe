package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import java.lang.foreign.MemorySegment;

/**
 * What a projected step does with the first-layer weight, given Σ r S2 and Σ r² Q of its inputs; it
 * owns the plane of v and v*.
 */
interface FirstLayerMove {
  /** Begins a run: the student's v may have been written to. */
  void begin();

  /** The plane in which the next step's patches lie. */
  MovingPlane plane();

  /** Leaves in the lane area what {@link #move} wants summed, beside the sums over the patches. */
  void prepare(long step);

  /**
   * {@link #prepare} in one pass with the sums over the patches and the last step's moves of a and
   * of v, which wait for it: see {@link Kernels#projectedPass}.
   */
  void pass(
      long step, double push, long drawsBefore, MemorySegment star, long starOffset, long draws);

  /**
   * Moves v.
   *
   * @param drift Σ r S2, where {@code S2 = Σ_j b_j y_j} of an input
   * @param spread Σ r² Q, where {@code Q = Σ_j b_j²}
   * @param eta step size of a single input
   * @param mayWait whether v's memory may wait for the pass of the next step
   * @return whether it does
   */
  boolean move(long step, double drift, double spread, double eta, boolean mayWait);

  /** Ends a run: v lies in the student's memory. */
  void end();

  /** As {@link GradientStep#state}. */
  default double[] state() {
    return GradientStep.NO_STATE;
  }

  /** As {@link GradientStep#resume}, of a state of the right length; the weights are there. */
  default void resume(double[] state) {}
}
