package io.skiplane.gradient;

/** Gradient descent on one student in place; the loop of one of the five steps. */
public interface GradientStep {
  /** What the next step depends on beside the weights: nothing. */
  double[] NO_STATE = {};

  /**
   * Takes steps with constant step sizes.
   *
   * @param first number of the first of these steps, from 0; streams are addressed by it
   * @param count how many to take
   * @param etaA step size of a
   * @param etaW step size of w
   * @return steps taken: {@code count}, or fewer where the next one left the finite range; the
   *     weights are then of no further use
   */
  long run(long first, long count, double etaA, double etaW);

  /**
   * Takes the same steps to the same bits with the help of a team, where the step has parts to
   * share.
   *
   * @param first number of the first of these steps, from 0
   * @param count how many to take
   * @param etaA step size of a, finite and not negative
   * @param etaW step size of w, finite and not negative
   * @param team shares the parts; its helpers must be able to reach all memory of the step
   * @return as the other method
   */
  default long run(long first, long count, double etaA, double etaW, Team team) {
    return run(first, count, etaA, etaW);
  }

  /** {@return numbers beside the weights that the steps to come depend on; most kinds have none} */
  default double[] state() {
    return NO_STATE;
  }

  /**
   * Takes up the state of another step that was made from the same start.
   *
   * @param state from {@link #state}
   * @throws IllegalArgumentException if it has another length
   */
  default void resume(double[] state) {
    if (state.length != state().length) {
      throw new IllegalArgumentException(
          "a state of "
              + state.length
              + " numbers; one of this gradient has "
              + state().length
              + ": hand in what resumeState() gave");
    }
  }
}
