package io.skiplane.model;

import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The student {@code f(Z) = Σ_j a_j σ(Z_j·v)} with {@code v = 1/√p + w}, {@code ‖v‖ = 1}: its
 * weights in memory that the caller owns.
 *
 * <p>Memory: {@code a: [k]} then {@code v: [p]}, each 64-byte aligned and padded with zeros to
 * whole 64-byte vectors. The shortcut is folded in: {@link #w} derives w from v. Not safe for use
 * by two threads at once.
 */
public final class Student {
  private final Shape shape;
  private final Precision precision;
  private final MemorySegment memory;
  private final long vOffset;

  private Student(MemorySegment memory, Shape shape, Precision precision) {
    this.shape = shape;
    this.precision = precision;
    this.memory = memory;
    this.vOffset = precision.paddedBytes(shape.k());
  }

  /**
   * {@return bytes of memory that a student of this shape needs}
   *
   * @param shape k and p
   * @param precision format of the numbers
   */
  public static long bytes(Shape shape, Precision precision) {
    return Math.addExact(precision.paddedBytes(shape.k()), precision.paddedBytes(shape.p()));
  }

  /**
   * {@return a student in new memory of {@code arena}, at a = 0 and w = 0 (v = 1/√p)}
   *
   * @param arena owns the memory
   * @param shape k and p
   * @param precision format of the numbers
   */
  public static Student allocate(Arena arena, Shape shape, Precision precision) {
    return wrap(arena.allocate(bytes(shape, precision), Precision.VECTOR_BYTES), shape, precision);
  }

  /**
   * {@return a student in the caller's memory, at a = 0 and w = 0 (v = 1/√p)}
   *
   * @param memory native, at least {@link #bytes} long, 64-byte aligned, modified
   * @param shape k and p
   * @param precision format of the numbers
   * @throws IllegalArgumentException if it is on the heap, too short, misaligned or read-only
   * @throws IllegalStateException if its arena is closed
   */
  public static Student wrap(MemorySegment memory, Shape shape, Precision precision) {
    long bytes = bytes(shape, precision);
    Segments.check("student memory", memory, bytes, Precision.VECTOR_BYTES, true);
    Student student = new Student(memory.asSlice(0, bytes), shape, precision);
    student.memory.fill((byte) 0);
    double shortcut = student.shortcut();
    for (long i = 0; i < shape.p(); i++) {
      student.setV(i, shortcut);
    }
    return student;
  }

  /** {@return numbers of patches and of patch entries} */
  public Shape shape() {
    return shape;
  }

  /** {@return format of the weights} */
  public Precision precision() {
    return precision;
  }

  /** {@return the weights: a from byte 0, v from byte {@link #vOffset}} */
  public MemorySegment memory() {
    return memory;
  }

  /** {@return byte at which v begins in {@link #memory}} */
  public long vOffset() {
    return vOffset;
  }

  /**
   * {@return the output weight a: number[k], 64-byte aligned, with zeros in the padding: the same
   * bytes}
   */
  public MemorySegment outputWeight() {
    return memory.asSlice(0, vOffset);
  }

  /**
   * {@return the first-layer weight v: number[p], 64-byte aligned, with zeros in the padding,
   * likewise}
   */
  public MemorySegment firstLayerWeight() {
    return memory.asSlice(vOffset);
  }

  /**
   * {@return output weight a_j}
   *
   * @param j from 0, below k
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public double a(long j) {
    return precision.get(memory, 0, Segments.index("j", j, shape.k()));
  }

  /**
   * Sets output weight a_j, rounded to the student's precision.
   *
   * @param j from 0, below k
   * @param value finite, also in the precision
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public void setA(long j, double value) {
    precision.set(memory, 0, Segments.index("j", j, shape.k()), precision.finite("a", j, value));
  }

  /**
   * {@return normalised first-layer weight v_i = 1/√p + w_i}
   *
   * @param i from 0, below p
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public double v(long i) {
    return precision.get(memory, vOffset, Segments.index("i", i, shape.p()));
  }

  /**
   * Sets v_i; call {@link #normalise} after the last one.
   *
   * @param i from 0, below p
   * @param value finite, also in the precision
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public void setV(long i, double value) {
    precision.set(
        memory, vOffset, Segments.index("i", i, shape.p()), precision.finite("v", i, value));
  }

  /**
   * {@return first-layer weight around the shortcut, w_i = v_i − 1/√p}
   *
   * @param i from 0, below p
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public double w(long i) {
    return v(i) - shortcut();
  }

  /** {@return the average-pooling shortcut, 1/√p in every entry} */
  public double shortcut() {
    return 1 / Math.sqrt(shape.p());
  }

  /**
   * Divides v by its norm.
   *
   * @throws IllegalArgumentException if the norm is 0 or not finite
   */
  public void normalise() {
    double n = 0;
    for (long i = 0; i < shape.p(); i++) {
      n += v(i) * v(i);
    }
    double norm = Math.sqrt(n);
    if (!(norm > 0 && norm < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "‖v‖ is " + norm + "; a weight with a direction needs a finite norm above 0");
    }
    for (long i = 0; i < shape.p(); i++) {
      setV(i, v(i) / norm);
    }
  }

  /**
   * Copies another student's weights, rounded to this one's precision. Same shape.
   *
   * @param other of the same shape, not modified
   */
  public void copyFrom(Student other) {
    if (!shape.equals(other.shape)) {
      throw new IllegalArgumentException(
          "a student of shape " + other.shape + " does not fit one of shape " + shape);
    }
    for (long j = 0; j < shape.k(); j++) {
      setA(j, other.a(j));
    }
    for (long i = 0; i < shape.p(); i++) {
      setV(i, other.v(i));
    }
  }
}
