package io.skiplane.testing;

import io.skiplane.model.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Shapes by the branches they reach: one patch and one column, a lane less and more than a vector
 * of either precision, both layouts and their limit, several blocks of patches.
 */
public final class Shapes {
  private static final long[] K = {1, 2, 15, 16, 17, 33, 100};
  private static final long[] P = {1, 2, 7, 8, 9, 16, 17, 31, 64, 100};

  private Shapes() {}

  /** All pairs. */
  public static List<Shape> all() {
    List<Shape> shapes = new ArrayList<>();
    for (long k : K) {
      for (long p : P) {
        shapes.add(new Shape(k, p));
      }
    }
    return shapes;
  }

  /** Every k and every p at least once. */
  public static List<Shape> some() {
    List<Shape> shapes = new ArrayList<>();
    for (int i = 0; i < 2 * P.length; i++) {
      shapes.add(new Shape(K[(i + i / P.length) % K.length], P[i % P.length]));
    }
    return shapes;
  }
}
