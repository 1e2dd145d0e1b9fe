package io.skiplane.descent;

import java.io.Serializable;

/**
 * Radii of the balls that {@link PerturbedDescent} draws its noise from: halved from phase to
 * phase, and 0 after the last one.
 *
 * @param radiusW of the ball of ξ, which is added to v, in the first phase; finite, at least 0
 * @param radiusA of the ball of ε, which is added to a, likewise
 * @param phases how many phases have noise, at least 1
 * @param phaseSteps steps of each, at least 1
 */
public record NoiseSchedule(double radiusW, double radiusA, int phases, long phaseSteps)
    implements Serializable {
  /** No noise at all. */
  public static final NoiseSchedule NONE = new NoiseSchedule(0, 0, 1, 1);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException naming the one out of its range
   */
  public NoiseSchedule {
    checkRadius("radiusW", radiusW);
    checkRadius("radiusA", radiusA);
    if (phases < 1 || phaseSteps < 1) {
      throw new IllegalArgumentException(
          "noise of " + phases + " phases of " + phaseSteps + " steps; both must be at least 1");
    }
  }

  private static void checkRadius(String name, double radius) {
    if (!(radius >= 0 && radius < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "noise " + name + " is " + radius + "; it must be finite and at least 0");
    }
  }

  /** {@return whether there is any} */
  public boolean isOn() {
    return radiusW > 0 || radiusA > 0;
  }

  /**
   * {@return what both radii are multiplied by}
   *
   * @param step number of the step, from 0
   */
  public double factor(long step) {
    long phase = step / phaseSteps;
    return phase < phases ? Math.scalb(1.0, (int) -Math.min(phase, 2000)) : 0;
  }
}
