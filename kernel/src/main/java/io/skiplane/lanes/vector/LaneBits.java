package io.skiplane.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;

/** The width of the hardware vectors, fixed once for the JVM's life so that C2 sees constants. */
public final class LaneBits {
  /** System property that forces a width: 128, 256 or 512. */
  public static final String PROPERTY = "skiplane.laneBits";

  /** Widest width the machine has, at most the logical 512. */
  static final int WIDEST = Math.min(512, FloatVector.SPECIES_PREFERRED.vectorBitSize());

  /** Chosen width. */
  public static final int CHOSEN = choose(System.getProperty(PROPERTY));

  /** Its shape. */
  static final VectorShape SHAPE = VectorShape.forBitSize(CHOSEN);

  private LaneBits() {}

  /**
   * The width asked for, or the widest.
   *
   * @throws IllegalStateException if the machine cannot run it: emulated vectors would be 70 times
   *     slower, which nobody asks for
   */
  static int choose(@org.jspecify.annotations.Nullable String wanted) {
    if (wanted == null || wanted.isEmpty()) {
      return WIDEST;
    }
    int bits =
        switch (wanted) {
          case "128" -> 128;
          case "256" -> 256;
          case "512" -> 512;
          default ->
              throw new IllegalStateException(
                  "-D" + PROPERTY + "=" + wanted + " is not a width; use 128, 256 or 512");
        };
    if (bits > WIDEST) {
      throw new IllegalStateException(
          "-D"
              + PROPERTY
              + "="
              + bits
              + " cannot be had: this JVM's vectors have "
              + WIDEST
              + " bits; use "
              + WIDEST
              + " or less");
    }
    return bits;
  }
}
