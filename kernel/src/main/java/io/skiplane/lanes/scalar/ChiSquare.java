package io.skiplane.lanes.scalar;

import io.skiplane.lanes.StreamKey;

/**
 * Draws of the χ² distribution by address: twice a gamma variate by the method of Marsaglia and
 * Tsang ("A simple method for generating gamma variables", 2000), exact in law. A try takes three
 * words of SplitMix64 from the key on, two for a normal number and one for a uniform one; of a
 * hundred tries fewer than two fail, and of many degrees of freedom next to none.
 */
public final class ChiSquare {
  private static final double SQUEEZE = 0.0331;

  /** Shape less a third, and 1/√(9·that). */
  private final double d;

  private final double c;

  /**
   * The distribution.
   *
   * @param freedom degrees of freedom, at least 2
   */
  public ChiSquare(double freedom) {
    d = freedom / 2 - 1.0 / 3;
    c = 1 / (3 * Math.sqrt(d));
  }

  /** One number; {@code key} names it. */
  public double draw(long key) {
    long at = key;
    while (true) {
      at += StreamKey.GOLDEN;
      long first = StreamKey.mix(at);
      at += StreamKey.GOLDEN;
      double x = DoubleNormals.cosine(first, StreamKey.mix(at));
      at += StreamKey.GOLDEN;
      double u = ((StreamKey.mix(at) >>> 11) + 0.5) * 0x1p-53;
      double root = Math.fma(c, x, 1);
      double v = root * root * root;
      if (root > 0 && (u < 1 - SQUEEZE * x * x * x * x || accepts(x, v, u))) {
        return 2 * d * v;
      }
    }
  }

  /** ln u < x²/2 + d(1 − v + ln v), times −2. */
  private boolean accepts(double x, double v, double u) {
    double minusTwoLn = DoubleNormals.minusTwoLn(v);
    return DoubleNormals.minusTwoLn(u) > d * (minusTwoLn - 2 * (1 - v)) - x * x;
  }
}
