package io.skiplane.model;

/**
 * The size of one input: k non-overlapping patches of p numbers each.
 *
 * @param k number of patches, which is the number of output weights; at least 1
 * @param p size of a patch, which is the number of first-layer weights; at least 1
 */
public record Shape(long k, long p) {
  /** Largest k or p: byte counts of padded arrays stay far inside a long. */
  public static final long LARGEST = 1L << 56;

  /**
   * Checks both sizes.
   *
   * @throws IllegalArgumentException if a size is below 1 or above {@link #LARGEST}
   */
  public Shape {
    check("k", k);
    check("p", p);
  }

  private static void check(String name, long size) {
    if (size < 1 || size > LARGEST) {
      throw new IllegalArgumentException(
          name + " is " + size + "; it must lie between 1 and 2^56 = " + LARGEST);
    }
  }

  /**
   * Numbers in one input, k·p.
   *
   * @return the product
   * @throws ArithmeticException if k·p does not fit a long
   */
  public long elements() {
    return Math.multiplyExact(k, p);
  }

  @Override
  public String toString() {
    return k + "x" + p;
  }
}
