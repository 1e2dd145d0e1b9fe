package io.skiplane.model;

import io.skiplane.lanes.Normals;
import io.skiplane.lanes.StreamKey;
import io.skiplane.memory.Segments;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Where gradient descent starts: draws a₀, and v₀ for the plain CNN, into doubles off-heap.
 *
 * <p>The draw depends on (seed, student number) and the teacher's k, p and 1ᵀa* alone. One object
 * draws many starts without allocating; not safe for use by two threads at once.
 */
public final class Start {
  private static final long RADIUS_BLOCK = -3;

  /** Which first-layer weight a run begins at. */
  public enum Kind {
    /** w₀ = 0: v₀ is the shortcut 1/√p. */
    RESNET,
    /** v₀ uniform on the unit sphere. */
    CNN
  }

  private final Teacher teacher;
  private final MemorySegment a;
  private final MemorySegment v;

  /**
   * A source of starts for one teacher, with its buffers in {@code arena}.
   *
   * @param arena owns the buffers of a draw
   * @param teacher gives the shape and 1ᵀa*, not modified
   */
  public Start(Arena arena, Teacher teacher) {
    this.teacher = teacher;
    this.a = Normals.allocate(arena, teacher.shape().k());
    this.v = Normals.allocate(arena, teacher.shape().p());
  }

  /**
   * Draws start number {@code student}: a₀ uniform in the ball of radius |1ᵀa*|/√k, and v₀ by kind.
   * Read the result with {@link #a} and {@link #v}, or copy it with {@link #to}.
   *
   * @param kind which first-layer weight
   * @param seed names the random streams together with the student's number
   * @param student at least 0: −1 would name the streams of the teacher of that seed
   */
  public void draw(Kind kind, long seed, long student) {
    drawOutput(seed, student);
    if (kind == Kind.CNN) {
      sphere(v, teacher.shape().p(), seed, student);
    } else {
      v.fill((byte) 0);
      double shortcut = 1 / Math.sqrt(teacher.shape().p());
      for (long i = 0; i < teacher.shape().p(); i++) {
        v.setAtIndex(ValueLayout.JAVA_DOUBLE, i, shortcut);
      }
    }
  }

  /**
   * {@return output weight a₀_j of the last draw}
   *
   * @param j from 0, below k
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public double a(long j) {
    return a.getAtIndex(ValueLayout.JAVA_DOUBLE, Segments.index("j", j, teacher.shape().k()));
  }

  /**
   * {@return first-layer weight v₀_i of the last draw}
   *
   * @param i from 0, below p
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public double v(long i) {
    return v.getAtIndex(ValueLayout.JAVA_DOUBLE, Segments.index("i", i, teacher.shape().p()));
  }

  /**
   * Copies the last draw into a student of the teacher's shape.
   *
   * @param student of the teacher's shape, modified
   */
  public void to(Student student) {
    checkFits(student.shape());
    for (long j = 0; j < student.shape().k(); j++) {
      student.setA(j, a(j));
    }
    for (long i = 0; i < student.shape().p(); i++) {
      student.setV(i, v(i));
    }
  }

  /**
   * Checks that what takes the draw has its shape.
   *
   * @param shape of what takes it
   * @throws IllegalArgumentException if it is another one
   */
  public void checkFits(Shape shape) {
    if (!shape.equals(teacher.shape())) {
      throw new IllegalArgumentException(
          "a start for a teacher of shape "
              + teacher.shape()
              + " does not fit a student of shape "
              + shape);
    }
  }

  /** Uniform in a ball: a uniform direction times radius · U^(1/k). */
  private void drawOutput(long seed, long student) {
    long k = teacher.shape().k();
    Normals.fill(a, k, seed, student, Normals.OUTPUT_BLOCK);
    double u = StreamKey.uniform(seed, student, RADIUS_BLOCK);
    double radius = Math.abs(teacher.sum()) / Math.sqrt(k) * StrictMath.pow(u, 1.0 / k);
    scaleTo(a, k, radius);
  }

  /** Fills {@code v} with a point uniform on the unit sphere of R^p. */
  static void sphere(MemorySegment v, long p, long seed, long student) {
    Normals.fill(v, p, seed, student, Normals.PATCH_BLOCK);
    scaleTo(v, p, 1);
  }

  private static void scaleTo(MemorySegment x, long count, double length) {
    double n = 0;
    for (long i = 0; i < count; i++) {
      double xi = x.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
      n += xi * xi;
    }
    double factor = length / Math.sqrt(n);
    for (long i = 0; i < count; i++) {
      x.setAtIndex(ValueLayout.JAVA_DOUBLE, i, x.getAtIndex(ValueLayout.JAVA_DOUBLE, i) * factor);
    }
  }
}
