package io.skiplane.harness.stress;

import java.util.List;

/**
 * What a gradient's share of a run came to.
 *
 * @param gradient its word
 * @param blocks computed, each a descent of its own
 * @param steps of all blocks
 * @param stepsPerSecond of all threads, without starts, checks and, where there are more, the first
 *     round of each process, in which the JVM still compiles
 * @param numbersPerStep patch entries that a step draws or reads; 0 for those that need none
 * @param checks by each route that was due
 * @param digest over the bits of all end weights; the same on every machine for the same options
 * @param times of the steps, without the first round's
 */
public record GradientResult(
    String gradient,
    long blocks,
    long steps,
    double stepsPerSecond,
    double numbersPerStep,
    List<Checks> checks,
    String digest,
    StepTimes times) {
  /** Keeps a copy. */
  public GradientResult {
    checks = List.copyOf(checks);
  }
}
