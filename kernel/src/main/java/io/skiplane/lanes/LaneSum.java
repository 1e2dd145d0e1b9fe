package io.skiplane.lanes;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;

/**
 * The one order in which the lanes of a logical vector are added, for every kernel and lane width:
 * the upper half of the lanes onto the lower half, until one is left.
 */
public final class LaneSum {
  private LaneSum() {}

  /** The sum of lane vector {@code index} of the lane area, whose lanes a kernel left there. */
  public static double read(Precision precision, MemorySegment work, int index) {
    long offset = (long) index * Precision.VECTOR_BYTES;
    return precision == Precision.FLOAT ? sumFloat(work, offset) : sumDouble(work, offset);
  }

  /** The sum of lane vector {@code index} after {@link Kernels#eightSums}. */
  public static double ofEight(Precision precision, MemorySegment work, int index) {
    return precision.get(work, 0, (long) index * (precision.lanes() / 8));
  }

  /** Sum of the 16 floats at {@code offset}; not modified. */
  public static float sumFloat(MemorySegment m, long offset) {
    float e0 = f(m, offset, 0) + f(m, offset, 8);
    float e1 = f(m, offset, 1) + f(m, offset, 9);
    float e2 = f(m, offset, 2) + f(m, offset, 10);
    float e3 = f(m, offset, 3) + f(m, offset, 11);
    float e4 = f(m, offset, 4) + f(m, offset, 12);
    float e5 = f(m, offset, 5) + f(m, offset, 13);
    float e6 = f(m, offset, 6) + f(m, offset, 14);
    float e7 = f(m, offset, 7) + f(m, offset, 15);
    return ((e0 + e4) + (e2 + e6)) + ((e1 + e5) + (e3 + e7));
  }

  /** Sum of the 8 doubles at {@code offset}; not modified. */
  public static double sumDouble(MemorySegment m, long offset) {
    double q0 = d(m, offset, 0) + d(m, offset, 4);
    double q1 = d(m, offset, 1) + d(m, offset, 5);
    double q2 = d(m, offset, 2) + d(m, offset, 6);
    double q3 = d(m, offset, 3) + d(m, offset, 7);
    return (q0 + q2) + (q1 + q3);
  }

  private static float f(MemorySegment m, long offset, long lane) {
    return m.get(JAVA_FLOAT, offset + lane * Float.BYTES);
  }

  private static double d(MemorySegment m, long offset, long lane) {
    return m.get(JAVA_DOUBLE, offset + lane * Double.BYTES);
  }
}
