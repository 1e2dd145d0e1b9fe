package io.skiplane.model;

import java.util.List;

/**
 * Step sizes of gradient descent as a list of phases; the last phase lasts for ever.
 *
 * @param phases at least one phase, in the order they are run
 */
public record StepSizes(List<Phase> phases) {
  /** Steps of the paper's warm-up phase. */
  public static final long WARM_UP_STEPS = 1000;

  /**
   * Constant step sizes for some steps.
   *
   * @param steps length of the phase; ignored for the last one, which lasts for ever
   * @param etaA step size of the output weight a, finite and not negative
   * @param etaW step size of the first-layer weight w, finite and not negative
   */
  public record Phase(long steps, double etaA, double etaW) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the length is below 1 or a step size is negative,
     *     infinite or NaN
     */
    public Phase {
      if (steps < 1) {
        throw new IllegalArgumentException(
            "a phase of " + steps + " steps; it must last at least 1 step");
      }
      check("etaA", etaA);
      check("etaW", etaW);
    }

    private static void check(String name, double eta) {
      if (!(eta >= 0 && eta < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "step size " + name + " is " + eta + "; it must be finite and at least 0");
      }
    }
  }

  /**
   * Checks that there is a phase.
   *
   * @throws IllegalArgumentException if there is no phase
   */
  public StepSizes {
    phases = List.copyOf(phases);
    if (phases.isEmpty()) {
      throw new IllegalArgumentException("no phase of step sizes; give at least one");
    }
  }

  /**
   * {@return both step sizes constant}
   *
   * @param etaA step size of a, finite and not negative
   * @param etaW step size of w, finite and not negative
   */
  public static StepSizes constant(double etaA, double etaW) {
    return new StepSizes(List.of(new Phase(Long.MAX_VALUE, etaA, etaW)));
  }

  /**
   * {@return the paper's step sizes without warm-up: both 1/k² throughout}
   *
   * @param k number of patches, at least 1
   */
  public static StepSizes constantFor(long k) {
    double eta = 1.0 / ((double) k * k);
    return constant(eta, eta);
  }

  /**
   * {@return the paper's step sizes with warm-up: {@code η_a = 1/k²} always, {@code η_w = η_a²} for
   * the first {@code steps} steps and {@code 1/k²} from then on}
   *
   * @param k number of patches, at least 1
   * @param steps length of the warm-up, at least 1
   */
  public static StepSizes warmUpFor(long k, long steps) {
    double eta = 1.0 / ((double) k * k);
    return new StepSizes(
        List.of(new Phase(steps, eta, eta * eta), new Phase(Long.MAX_VALUE, eta, eta)));
  }

  /**
   * {@return the paper's step sizes with a warm-up of {@value #WARM_UP_STEPS} steps}
   *
   * @param k number of patches, at least 1
   */
  public static StepSizes warmUpFor(long k) {
    return warmUpFor(k, WARM_UP_STEPS);
  }

  /**
   * {@return index of the phase that step number {@code step} (from 0) belongs to}
   *
   * @param step from 0
   */
  public int phaseAt(long step) {
    int phase = 0;
    long end = phases.get(0).steps();
    while (phase < phases.size() - 1 && step >= end) {
      phase++;
      end = saturatedAdd(end, phases.get(phase).steps());
    }
    return phase;
  }

  /**
   * {@return first step that no longer belongs to phase {@code phase}; Long.MAX_VALUE for the last}
   *
   * @param phase index in {@link #phases}
   */
  public long endOf(int phase) {
    if (phase == phases.size() - 1) {
      return Long.MAX_VALUE;
    }
    long end = 0;
    for (int i = 0; i <= phase; i++) {
      end = saturatedAdd(end, phases.get(i).steps());
    }
    return end;
  }

  /**
   * {@return the bound under which population gradient descent is stable in a: {@code 4π/(k+π−1)},
   * twice the inverse of the largest eigenvalue of the Hessian {@code (11ᵀ + (π−1)I)/2π}}
   *
   * @param k number of patches, at least 1
   */
  public static double stableBound(long k) {
    return 4 * Math.PI / (k + Math.PI - 1);
  }

  /**
   * Checks every phase against {@link #stableBound}.
   *
   * @param k number of patches, at least 1
   * @throws IllegalArgumentException naming the phase, its step size and the bound
   */
  public void checkStable(long k) {
    for (int i = 0; i < phases.size(); i++) {
      double etaA = phases.get(i).etaA();
      if (etaA >= stableBound(k)) {
        throw new IllegalArgumentException(
            "step size etaA = "
                + etaA
                + " of phase "
                + i
                + " makes gradient descent diverge; for k = "
                + k
                + " it must stay below 4π/(k+π−1) = "
                + stableBound(k));
      }
    }
  }

  private static long saturatedAdd(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
