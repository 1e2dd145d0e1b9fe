package io.skiplane.descent;

/**
 * A run's numbers left the finite range; the message names the step. It is the first whose sums are
 * not finite: a weight that becomes infinite in the last operation of a step, its own move, is seen
 * in the next step, or not at all if there is none.
 */
public final class DivergenceException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  /** Number of the step, from 0. */
  private final long step;

  DivergenceException(long step, double etaA, double etaW) {
    super(
        "step "
            + step
            + " left the finite range with step sizes etaA = "
            + etaA
            + ", etaW = "
            + etaW
            + "; use smaller ones");
    this.step = step;
  }

  /** {@return number of the step, from 0, whose numbers are not finite} */
  public long step() {
    return step;
  }
}
