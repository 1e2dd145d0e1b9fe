package io.skiplane.descent;

import io.skiplane.gradient.ReducedCoordinates;
import io.skiplane.lanes.scalar.Angle;
import io.skiplane.memory.Segments;
import io.skiplane.model.Start;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Students of an ensemble in the caller's memory, a row each: where they stand in the reduced
 * coordinates and, once they have ended, how and after how many steps.
 *
 * <p>Memory: float64[count][7], each row 1ᵀa, aᵀa*, φ, squared length of a across span{1, a*},
 * steps taken, outcome (its code, −1 before the end), ‖a−a*‖². Rows may be written by different
 * threads.
 */
public final class StudentTable {
  /** Numbers in a row. */
  public static final int FIELDS = 7;

  private static final int SUM = 0;
  private static final int ALIGNMENT = 1;
  private static final int PHI = 2;
  private static final int ACROSS = 3;
  private static final int STEPS = 4;
  private static final int OUTCOME = 5;
  private static final int DISTANCE = 6;

  private final MemorySegment memory;
  private final long count;

  private StudentTable(MemorySegment memory, long count) {
    this.memory = memory;
    this.count = count;
  }

  /**
   * {@return bytes of a table of {@code count} students}
   *
   * @param count how many students, at least 1
   */
  public static long bytes(long count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "a table of " + count + " students; it must hold at least 1");
    }
    return Math.multiplyExact(count, (long) FIELDS * Double.BYTES);
  }

  /**
   * {@return a table in new memory of {@code arena}, in which no student has a start yet}
   *
   * @param arena owns the memory
   * @param count how many students, at least 1
   */
  public static StudentTable allocate(Arena arena, long count) {
    return wrap(arena.allocate(bytes(count), Double.BYTES), count);
  }

  /**
   * {@return a table in the caller's memory, in which no student has a start yet}
   *
   * @param memory float64[count][7], native, 8-byte aligned, modified; the caller owns it
   * @param count how many students, at least 1
   * @throws IllegalArgumentException if it is on the heap, too short, misaligned or read-only, or
   *     if {@code count} is below 1
   * @throws IllegalStateException if its arena is closed
   */
  public static StudentTable wrap(MemorySegment memory, long count) {
    Segments.check("student table", memory, bytes(count), Double.BYTES, true);
    StudentTable table = new StudentTable(memory.asSlice(0, bytes(count)), count);
    for (long row = 0; row < count; row++) {
      table.set(row, OUTCOME, -1); // Zeros would read as a success.
      table.set(row, PHI, Double.NaN);
    }
    return table;
  }

  /** The table's memory. */
  MemorySegment memory() {
    return memory;
  }

  /** {@return number of students} */
  public long count() {
    return count;
  }

  /**
   * Writes one student's start: the reduced coordinates of a₀ and v₀ as last drawn.
   *
   * @param row the student's row, from 0
   * @param start as last drawn, not modified
   * @param teacher the one that the start was drawn for, not modified
   * @throws IllegalArgumentException if the start was drawn for another shape
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public void start(long row, Start start, Teacher teacher) {
    start.checkFits(teacher.shape());
    double sum = 0;
    double alignment = 0;
    double squared = 0;
    for (long j = 0; j < teacher.shape().k(); j++) {
      double a = start.a(j);
      sum += a;
      alignment = Math.fma(a, teacher.a(j), alignment);
      squared = Math.fma(a, a, squared);
    }
    double near = 0;
    double far = 0;
    for (long i = 0; i < teacher.shape().p(); i++) {
      double d = start.v(i) - teacher.v(i);
      double e = start.v(i) + teacher.v(i);
      near = Math.fma(d, d, near);
      far = Math.fma(e, e, far);
    }
    ReducedCoordinates coordinates =
        new ReducedCoordinates(teacher.shape().k(), teacher.sum(), teacher.squaredNorm());
    set(row, SUM, sum);
    set(row, ALIGNMENT, alignment);
    set(row, PHI, Angle.between(near, far));
    set(row, ACROSS, coordinates.squaredAcross(squared, sum, alignment));
    set(row, STEPS, 0);
    set(row, OUTCOME, -1);
    set(row, DISTANCE, Double.NaN);
  }

  /**
   * {@return S = 1ᵀa}
   *
   * @param row the student's row, from 0
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public double sum(long row) {
    return get(row, SUM);
  }

  /**
   * {@return T = aᵀa*}
   *
   * @param row the student's row, from 0
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public double alignment(long row) {
    return get(row, ALIGNMENT);
  }

  /**
   * {@return φ, the angle between v and v*}
   *
   * @param row the student's row, from 0
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public double phi(long row) {
    return get(row, PHI);
  }

  /**
   * {@return squared length of the part of a across span{1, a*}}
   *
   * @param row the student's row, from 0
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public double squaredAcross(long row) {
    return get(row, ACROSS);
  }

  /**
   * {@return steps taken}
   *
   * @param row the student's row, from 0
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public long steps(long row) {
    return (long) get(row, STEPS);
  }

  /**
   * {@return how the student ended}
   *
   * @param row the student's row, from 0
   * @throws IndexOutOfBoundsException if the number is out of its range
   * @throws IllegalStateException if it has not ended
   */
  public Outcome outcome(long row) {
    int code = (int) get(row, OUTCOME);
    if (code < 0) {
      throw new IllegalStateException("student " + row + " of the table has not ended");
    }
    return Outcome.of(code);
  }

  /**
   * {@return ‖a − a*‖² at the end}
   *
   * @param row the student's row, from 0
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public double squaredDistanceA(long row) {
    return get(row, DISTANCE);
  }

  /**
   * {@return one number of a row, for digests: {@code field} from 0 to {@link #FIELDS} − 1}
   *
   * @param row the student's row, from 0
   * @param field which number, from 0
   * @throws IndexOutOfBoundsException if a number is out of its range
   */
  public double number(long row, int field) {
    return get(row, (int) Segments.index("field", field, FIELDS));
  }

  void end(
      long row,
      double sum,
      double alignment,
      double phi,
      double across,
      long steps,
      Outcome outcome,
      double squaredDistanceA) {
    set(row, SUM, sum);
    set(row, ALIGNMENT, alignment);
    set(row, PHI, phi);
    set(row, ACROSS, across);
    set(row, STEPS, steps);
    set(row, OUTCOME, outcome.code());
    set(row, DISTANCE, squaredDistanceA);
  }

  private double get(long row, int field) {
    return memory.get(ValueLayout.JAVA_DOUBLE, at(row, field));
  }

  private void set(long row, int field, double value) {
    memory.set(ValueLayout.JAVA_DOUBLE, at(row, field), value);
  }

  private long at(long row, int field) {
    return (Segments.index("row", row, count) * FIELDS + field) * Double.BYTES;
  }
}
