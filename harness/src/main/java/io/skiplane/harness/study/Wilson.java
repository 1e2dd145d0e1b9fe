package io.skiplane.harness.study;

/**
 * Wilson's score interval for a proportion, at 95 %: sound for rates of 0 and 1, where the usual
 * one has no width (Wilson 1927).
 *
 * @param low lower end
 * @param high upper end
 */
public record Wilson(double low, double high) {
  /** 97.5 % quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /** The interval of {@code hits} in {@code trials}; trials at least 1. */
  public static Wilson of(long hits, long trials) {
    double rate = (double) hits / trials;
    double z2 = Z * Z / trials;
    double middle = (rate + z2 / 2) / (1 + z2);
    double half = Z / (1 + z2) * Math.sqrt(rate * (1 - rate) / trials + z2 / (4 * trials));
    return new Wilson(
        hits == 0 ? 0 : Math.max(0, middle - half),
        hits == trials ? 1 : Math.min(1, middle + half));
  }
}
