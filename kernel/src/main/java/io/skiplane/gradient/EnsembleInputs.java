package io.skiplane.gradient;

import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import io.skiplane.model.Shape;
import java.lang.foreign.MemorySegment;

/**
 * Resident inputs of an ensemble whose students have labels of their own, and patches of their own
 * or the same for all. Where labels are the same too, {@link Inputs} serves. A student has lane i
 * mod W of cohort i/W; {@link #put} writes one student's input into its lane.
 *
 * @param z off-heap, not modified by steps: own patches [cohorts][count][k][p][W], aligned to 64
 *     bytes, or shared ones [count][k][p], row-major, aligned to their numbers
 * @param labels [cohorts][count][W], off-heap, aligned to 64 bytes, not modified by steps
 * @param shape k and p of every input
 * @param students number of students, at least 1
 * @param count number of inputs of a student, at least 1
 * @param precision format of z and of the labels; W is 16 for floats, 8 for doubles
 * @param patches whether each student has its own
 */
public record EnsembleInputs(
    MemorySegment z,
    MemorySegment labels,
    Shape shape,
    long students,
    long count,
    Precision precision,
    Patches patches) {

  /** Whose the patches are. */
  public enum Patches {
    /** Each student's own, a student in each lane. */
    OWN,
    /** The same for all students. */
    SHARED
  }

  /**
   * Checks sizes, alignment and that the arenas are open.
   *
   * @throws IllegalArgumentException if a segment is on the heap, short or misaligned
   * @throws IllegalStateException if an arena is closed
   */
  public EnsembleInputs {
    Segments.atLeastOne("the number of inputs", count);
    boolean own = patches == Patches.OWN;
    Segments.check(
        "Z",
        z,
        patchBytes(shape, students, count, precision, patches),
        own ? Precision.VECTOR_BYTES : precision.bytes(),
        false);
    Segments.check(
        "the labels",
        labels,
        labelBytes(students, count, precision),
        Precision.VECTOR_BYTES,
        false);
  }

  /**
   * {@return bytes of z}
   *
   * @param shape k and p
   * @param students number of students, at least 1
   * @param count number of inputs of a student, at least 1
   * @param precision format of the numbers
   * @param patches whether each student has its own
   */
  public static long patchBytes(
      Shape shape, long students, long count, Precision precision, Patches patches) {
    long lanes = patches == Patches.OWN ? lanes(students, precision) : 1;
    return Math.multiplyExact(
        Math.multiplyExact(shape.elements(), count), Math.multiplyExact(lanes, precision.bytes()));
  }

  /**
   * {@return bytes of the labels}
   *
   * @param students number of students, at least 1
   * @param count number of inputs of a student, at least 1
   * @param precision format of the numbers
   */
  public static long labelBytes(long students, long count, Precision precision) {
    return Math.multiplyExact(
        Math.multiplyExact(lanes(students, precision), (long) precision.bytes()), count);
  }

  private static long lanes(long students, Precision precision) {
    Segments.atLeastOne("the number of students", students);
    return precision.padded(students);
  }

  /**
   * Writes one input of one student into its lane of z and of the labels, which must be writable.
   *
   * @param student the student's number, from 0
   * @param input the input's number, from 0
   * @param rows [k][p], row-major, from byte {@code offset}, any alignment, not modified; not read
   *     where patches are shared
   * @param offset byte of rows at which the input begins
   * @param label finite, also in the precision, to which it is rounded
   * @throws IndexOutOfBoundsException if there is no such student or input
   * @throws IllegalArgumentException if the rows are too short or the label is not finite
   */
  public void put(long student, long input, MemorySegment rows, long offset, double label) {
    Segments.index("student", student, students);
    Segments.index("input", input, count);
    int lanes = precision.lanes();
    long number = student / lanes * count + input;
    long lane = student % lanes;
    double rounded = precision.finite("labels", input, label);
    if (patches == Patches.OWN) {
      long bytes = shape.elements() * precision.bytes();
      if (offset < 0 || rows.byteSize() - offset < bytes) {
        throw new IllegalArgumentException(
            "an input from byte "
                + offset
                + " of rows of "
                + rows.byteSize()
                + " bytes; it needs "
                + bytes
                + " there");
      }
      long at = number * shape.elements() * Precision.VECTOR_BYTES;
      for (long i = 0; i < shape.elements(); i++) {
        precision.set(z, at, i * lanes + lane, precision.get(rows, offset, i));
      }
    }
    precision.set(labels, number * Precision.VECTOR_BYTES, lane, rounded);
  }
}
