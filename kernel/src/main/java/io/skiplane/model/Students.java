package io.skiplane.model;

import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.LongToDoubleFunction;

/**
 * Many students of one shape, W (16 floats, 8 doubles) to a cohort with one in each lane: their
 * weights in memory that the caller owns.
 *
 * <p>Memory, from a byte aligned to 64: a cohort after the other, each {@code a: [k][W]}, {@code v:
 * [p][W]} and {@code running: [W]}, which is 1, or 0 once the student has diverged and in lanes
 * without one; then {@code steps: int64[cohorts][W]}, the steps that a diverged student had taken,
 * or −1. Student i has lane i mod W of cohort i/W. Different cohorts may be used by different
 * threads.
 */
public final class Students {
  private static final long RUNNING = -1;

  private final Shape shape;
  private final Precision precision;
  private final long count;
  private final long cohortBytes;
  private final MemorySegment memory;

  private Students(MemorySegment memory, Shape shape, Precision precision, long count) {
    this.shape = shape;
    this.precision = precision;
    this.count = count;
    this.memory = memory;
    cohortBytes = cohortBytes(shape);
  }

  /**
   * {@return bytes of memory that so many students need}
   *
   * @param shape k and p
   * @param precision format of the numbers
   * @param count how many students, at least 1
   */
  public static long bytes(Shape shape, Precision precision, long count) {
    Segments.atLeastOne("the number of students", count);
    long cohorts = precision.padded(count) / precision.lanes();
    long steps = (long) Long.BYTES * precision.lanes();
    return Math.multiplyExact(cohorts, Math.addExact(cohortBytes(shape), steps));
  }

  private static long cohortBytes(Shape shape) {
    long vectors = Math.addExact(Math.addExact(shape.k(), shape.p()), 1L);
    return Math.multiplyExact(vectors, (long) Precision.VECTOR_BYTES);
  }

  /**
   * {@return students in new memory of {@code arena}, all at a = 0 and w = 0 (v = 1/√p)}
   *
   * @param arena owns the memory
   * @param shape k and p
   * @param precision format of the numbers
   * @param count how many students, at least 1
   */
  public static Students allocate(Arena arena, Shape shape, Precision precision, long count) {
    long bytes = bytes(shape, precision, count);
    return wrap(arena.allocate(bytes, Precision.VECTOR_BYTES), shape, precision, count);
  }

  /**
   * {@return students in the caller's memory, all at a = 0 and w = 0 (v = 1/√p)}
   *
   * @param memory native, at least {@link #bytes} long, 64-byte aligned, modified
   * @param shape k and p
   * @param precision format of the numbers
   * @param count how many students, at least 1
   * @throws IllegalArgumentException if it is on the heap, too short, misaligned or read-only, or
   *     if {@code count} is below 1
   * @throws IllegalStateException if its arena is closed
   */
  public static Students wrap(MemorySegment memory, Shape shape, Precision precision, long count) {
    long bytes = bytes(shape, precision, count);
    Segments.check("students' memory", memory, bytes, Precision.VECTOR_BYTES, true);
    Students students = new Students(memory.asSlice(0, bytes), shape, precision, count);
    students.memory.fill((byte) 0);
    double shortcut = 1 / Math.sqrt(shape.p());
    for (long i = 0; i < students.cohorts() * precision.lanes(); i++) {
      for (long c = 0; c < shape.p(); c++) {
        students.set(i, shape.k() + c, shortcut);
      }
      students.set(i, shape.k() + shape.p(), i < count ? 1 : 0);
      students.memory.set(ValueLayout.JAVA_LONG, students.stepsOffset(i), RUNNING);
    }
    return students;
  }

  /** {@return numbers of patches and of patch entries} */
  public Shape shape() {
    return shape;
  }

  /** {@return format of the weights} */
  public Precision precision() {
    return precision;
  }

  /** {@return number of students} */
  public long count() {
    return count;
  }

  /** {@return number of cohorts; the last one may have lanes without a student} */
  public long cohorts() {
    return precision.padded(count) / precision.lanes();
  }

  /** {@return all memory: see the class} */
  public MemorySegment memory() {
    return memory;
  }

  /**
   * {@return byte at which a cohort begins in {@link #memory}}
   *
   * @param cohort from 0, below {@link #cohorts}
   */
  public long offset(long cohort) {
    return cohort * cohortBytes;
  }

  /**
   * {@return output weight a_j of a student}
   *
   * @param student the student's number, from 0
   * @param j from 0, below k
   * @throws IndexOutOfBoundsException if a number is out of its range
   */
  public double a(long student, long j) {
    return get(Segments.index("student", student, count), Segments.index("j", j, shape.k()));
  }

  /**
   * {@return normalised first-layer weight v_i = 1/√p + w_i of a student}
   *
   * @param student the student's number, from 0
   * @param i from 0, below p
   * @throws IndexOutOfBoundsException if a number is out of its range
   */
  public double v(long student, long i) {
    return get(
        Segments.index("student", student, count), shape.k() + Segments.index("i", i, shape.p()));
  }

  /**
   * Copies a student of the same shape to one of these, rounded to their precision.
   *
   * @param student the student's number, from 0
   * @param from of the same shape, not modified
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public void set(long student, Student from) {
    checkFits(from);
    begin(student, from::a, from::v);
  }

  /**
   * Copies a start, as last drawn for a teacher of the same shape, to one of these students.
   *
   * @param student the student's number, from 0
   * @param from of the same shape, not modified
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public void set(long student, Start from) {
    from.checkFits(shape);
    begin(student, from::a, from::v);
  }

  /**
   * Copies one of these students to a student of the same shape, rounded to its precision.
   *
   * @param student the student's number, from 0
   * @param to of the same shape, modified
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public void get(long student, Student to) {
    checkFits(to);
    for (long j = 0; j < shape.k(); j++) {
      to.setA(j, a(student, j));
    }
    for (long i = 0; i < shape.p(); i++) {
      to.setV(i, v(student, i));
    }
  }

  /**
   * {@return whether a student's numbers have left the finite range}
   *
   * @param student the student's number, from 0
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public boolean hasDiverged(long student) {
    return get(Segments.index("student", student, count), shape.k() + shape.p()) == 0;
  }

  /**
   * {@return steps that a diverged student had taken; −1 if it has not diverged}
   *
   * @param student the student's number, from 0
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public long stepsUntilDiverged(long student) {
    return memory.get(
        ValueLayout.JAVA_LONG, stepsOffset(Segments.index("student", student, count)));
  }

  /**
   * Notes the steps taken by those of a cohort that no longer run; for gradient steps.
   *
   * @param cohort from 0, below {@link #cohorts}
   * @param steps steps that they had taken
   */
  public void noteDiverged(long cohort, long steps) {
    long first = cohort * precision.lanes();
    long end = Math.min(count, first + precision.lanes());
    for (long student = first; student < end; student++) {
      if (hasDiverged(student) && stepsUntilDiverged(student) == RUNNING) {
        memory.set(ValueLayout.JAVA_LONG, stepsOffset(student), steps);
      }
    }
  }

  private void checkFits(Student one) {
    if (!shape.equals(one.shape())) {
      throw new IllegalArgumentException(
          "a student of shape " + one.shape() + " does not fit students of shape " + shape);
    }
  }

  private void begin(long student, LongToDoubleFunction a, LongToDoubleFunction v) {
    Segments.index("student", student, count);
    for (long j = 0; j < shape.k(); j++) {
      set(student, j, precision.finite("a", j, a.applyAsDouble(j)));
    }
    for (long i = 0; i < shape.p(); i++) {
      set(student, shape.k() + i, precision.finite("v", i, v.applyAsDouble(i)));
    }
    set(student, shape.k() + shape.p(), 1);
    memory.set(ValueLayout.JAVA_LONG, stepsOffset(student), RUNNING);
  }

  private long stepsOffset(long student) {
    return offset(cohorts()) + student * Long.BYTES;
  }

  private double get(long student, long row) {
    return precision.get(memory, offset(student / precision.lanes()), number(student, row));
  }

  private void set(long student, long row, double value) {
    precision.set(memory, offset(student / precision.lanes()), number(student, row), value);
  }

  private long number(long student, long row) {
    return row * precision.lanes() + student % precision.lanes();
  }
}
