package io.skiplane.bench.rows;

import io.skiplane.lanes.Packing;
import io.skiplane.memory.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A point of the sweep over shapes.
 *
 * @param k patches
 * @param p numbers of a patch
 * @param precision format
 */
public record SweepShape(long k, long p, Precision precision) {
  private static final int LEAST_EXPONENT = 4;
  private static final int MOST_EXPONENT = 20;

  /**
   * All pairs of k and p from 16 to 2^20 whose input fits {@code bytes}.
   *
   * @param step exponents of 2 between neighbours
   */
  public static List<SweepShape> within(long bytes, int step) {
    List<SweepShape> shapes = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (int p = LEAST_EXPONENT; p <= MOST_EXPONENT; p += step) {
        for (int k = LEAST_EXPONENT; k <= MOST_EXPONENT; k += step) {
          SweepShape shape = new SweepShape(1L << k, 1L << p, precision);
          if (shape.bytes() <= bytes) {
            shapes.add(shape);
          }
        }
      }
    }
    return shapes;
  }

  /** Bytes of the packed input. */
  public long bytes() {
    return Packing.bytes(k, p, precision);
  }

  /** Steps that one timed call takes. */
  public int stepsACall() {
    return Row.stepsACall(k * p);
  }

  /** As {@code --rows} knows it, for example {@code sweep-16x1024-float}. */
  public String id() {
    return ("sweep-" + k + "x" + p + "-" + precision).toLowerCase(Locale.ROOT);
  }
}
