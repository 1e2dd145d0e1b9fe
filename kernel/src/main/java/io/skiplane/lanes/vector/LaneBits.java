package io.skiplane.lanes.vector;

import static jdk.incubator.vector.VectorOperators.EQ;

import java.lang.foreign.MemorySegment;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import org.jspecify.annotations.Nullable;

/** The width of the hardware vectors, fixed once for the JVM's life so that C2 sees constants. */
public final class LaneBits {
  /** System property that forces a width: 128, 256 or 512. */
  public static final String PROPERTY = "skiplane.laneBits";

  /** Widest width the machine has, at most the logical 512. */
  static final int WIDEST = Math.min(512, FloatVector.SPECIES_PREFERRED.vectorBitSize());

  /** Why no width can be had, with the remedy; null if one can. */
  public static final @Nullable String LACK =
      WIDEST >= 128
          ? null
          : "this JVM's vectors have "
              + WIDEST
              + " bits, fewer than 128; start java with its C2 compiler and without"
              + " -XX:MaxVectorSize";

  /** Why the width asked for cannot be had; null if it can, or none was asked for. */
  public static final @Nullable String REFUSAL = refusal(System.getProperty(PROPERTY, ""));

  /** Chosen width. */
  public static final int CHOSEN = REFUSAL == null ? Integer.getInteger(PROPERTY, WIDEST) : WIDEST;

  /** Its shape. */
  static final VectorShape SHAPE = VectorShape.forBitSize(CHOSEN);

  static {
    // Code that C2 made while these classes were not there is dropped once they are loaded, and
    // what takes its place keeps checks inside its loops: so the first use of a heap segment or of
    // another kind of vector, long after the start, made large loops half as fast.
    MemorySegment.ofArray(new byte[1]);
    for (Class<?> kind : List.of(int.class, long.class, float.class, double.class)) {
      SHAPE.withLanes(kind).zero().compare(EQ, 0);
    }
  }

  private LaneBits() {}

  /** Emulated vectors would be 70 times slower, which nobody asks for. */
  private static @Nullable String refusal(String wanted) {
    String option = "-D" + PROPERTY + "=" + wanted;
    return switch (wanted) {
      case "" -> null;
      case "128", "256", "512" ->
          Integer.parseInt(wanted) <= WIDEST
              ? null
              : option
                  + " cannot be had: this JVM's vectors have "
                  + WIDEST
                  + " bits; use "
                  + WIDEST
                  + " or less";
      default -> option + " is not a width; use 128, 256 or 512";
    };
  }
}
