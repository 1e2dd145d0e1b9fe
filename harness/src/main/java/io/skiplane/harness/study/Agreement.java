package io.skiplane.harness.study;

/**
 * How far two of the five steps agree.
 *
 * @param steps the two steps, for example "population, reduced"
 * @param measure what is compared, in words
 * @param value the difference, or the largest z-score
 * @param bound what it may be
 */
public record Agreement(String steps, String measure, double value, double bound) {
  /** Whether the difference is within its bound. */
  public boolean holds() {
    return value <= bound;
  }
}
