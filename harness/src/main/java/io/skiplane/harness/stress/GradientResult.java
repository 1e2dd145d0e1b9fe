package io.skiplane.harness.stress;

import java.util.List;

/**
 * What a gradient's share of a run came to.
 *
 * @param gradient its word
 * @param blocks computed, each a descent of its own
 * @param steps of all blocks
 * @param seconds of the gradient's turns, without starts and checks
 * @param numbersPerStep patch entries that a step draws or reads; 0 for those that need none
 * @param checks by each route that was due
 * @param digest over the bits of all end weights; the same on every machine for the same options
 * @param times of the steps, without the first turn's
 */
public record GradientResult(
    String gradient,
    long blocks,
    long steps,
    double seconds,
    double numbersPerStep,
    List<Checks> checks,
    String digest,
    StepTimes times) {
  /** Keeps a copy. */
  public GradientResult {
    checks = List.copyOf(checks);
  }

  /** Steps a second over all turns. */
  public double stepsPerSecond() {
    return steps / seconds;
  }
}
