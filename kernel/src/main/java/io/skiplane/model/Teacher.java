package io.skiplane.model;

import io.skiplane.lanes.Normals;
import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * The teacher {@code g(Z) = Σ_j a*_j σ(Z_j·v*)} with {@code ‖v*‖ = 1}, kept off-heap in doubles, or
 * with a* in the caller's floats.
 *
 * <p>Immutable and safe to share between threads if its arena is. The caller owns the arena.
 */
public final class Teacher {
  /** ‖a*‖ of the study teacher in units of √k. */
  public static final double STUDY_NORM_PER_ROOT_K = 6;

  /** 1ᵀa* of the study teacher in units of ‖a*‖. */
  public static final double STUDY_SUM_PER_NORM = 0.25;

  /** Angle between v* and the shortcut 1/√p of the study teacher. */
  public static final double STUDY_ANGLE = 0.45 * Math.PI;

  private static final double NORM_TOLERANCE = 1e-6;

  private final Shape shape;

  /** Format of a. */
  private final Precision format;

  private final MemorySegment a;
  private final MemorySegment v;
  private final double sum;
  private final double squaredNorm;

  private Teacher(Shape shape, MemorySegment a, MemorySegment v) {
    this(shape, Precision.DOUBLE, a, v);
  }

  private Teacher(Shape shape, Precision format, MemorySegment a, MemorySegment v) {
    this.shape = shape;
    this.format = format;
    this.a = a;
    this.v = v;
    double s = 0;
    double n = 0;
    for (long j = 0; j < shape.k(); j++) {
      double aj = Segments.finite("a*", j, a(j));
      s += aj;
      n += aj * aj;
    }
    sum = s;
    squaredNorm = n;
    if (!Double.isFinite(n)) {
      throw new IllegalArgumentException(
          "‖a*‖² is " + n + "; the weights are too large to be squared in double: scale them down");
    }
    normalise();
  }

  /**
   * {@return a teacher with the given weights}
   *
   * @param arena owns the copies
   * @param a output weight a*, k ≥ 1 finite numbers, not modified
   * @param v first-layer weight v*, p ≥ 1 finite numbers with ‖v*‖ = 1 within 1e−6, not modified
   * @throws IllegalArgumentException if a number is not finite or v* is not of unit norm
   */
  public static Teacher of(Arena arena, double[] a, double[] v) {
    return of(arena, MemorySegment.ofArray(a), MemorySegment.ofArray(v));
  }

  /**
   * {@return a teacher with the given weights}
   *
   * @param arena owns the copies
   * @param a float64[k], any alignment, heap or native, not modified
   * @param v float64[p], any alignment, heap or native, not modified; ‖v*‖ = 1 within 1e−6
   * @throws IllegalArgumentException if a number is not finite or v* is not of unit norm
   */
  public static Teacher of(Arena arena, MemorySegment a, MemorySegment v) {
    Shape shape = new Shape(doubles("a*", a), doubles("v*", v));
    return new Teacher(shape, copy(arena, a, shape.k()), copy(arena, v, shape.p()));
  }

  /**
   * {@return a teacher whose a* stays where it is, for a k so large that a copy would be one too
   * many; projected and angular steps of float students read it there}
   *
   * @param arena owns the copy of v*
   * @param a output weight a*, float32[k], native, 64-byte aligned and padded with zeros to whole
   *     64-byte vectors, not modified; must outlive the teacher and must not change
   * @param k number of patches
   * @param v first-layer weight v*, float64[p], any alignment, heap or native, not modified; ‖v*‖ =
   *     1 within 1e−6
   * @throws IllegalArgumentException if a* is on the heap, short, misaligned or its padding is not
   *     0, a number is not finite or v* is not of unit norm
   */
  public static Teacher inPlace(Arena arena, MemorySegment a, long k, MemorySegment v) {
    Shape shape = new Shape(k, doubles("v*", v));
    long bytes = Precision.FLOAT.paddedBytes(k);
    Segments.check("a*", a, bytes, Precision.VECTOR_BYTES, false);
    for (long j = k; j < Precision.FLOAT.padded(k); j++) {
      double padding = Precision.FLOAT.get(a, 0, j);
      if (padding != 0) {
        throw new IllegalArgumentException(
            "a*["
                + j
                + "] is "
                + padding
                + " in the padding; numbers from k on, up to whole 64-byte vectors, must be 0");
      }
    }
    return new Teacher(shape, Precision.FLOAT, a.asSlice(0, bytes), copy(arena, v, shape.p()));
  }

  /**
   * {@return a teacher with a* of iid N(0,1) entries and v* uniform on the sphere, named by its
   * seed}
   *
   * @param arena owns its weights
   * @param shape k and p
   * @param seed names the teacher
   */
  public static Teacher random(Arena arena, Shape shape, long seed) {
    MemorySegment a = Normals.allocate(arena, shape.k());
    Normals.fill(a, shape.k(), seed, Normals.TEACHER, Normals.OUTPUT_BLOCK);
    MemorySegment v = Normals.allocate(arena, shape.p());
    Start.sphere(v, shape.p(), seed, Normals.TEACHER);
    return new Teacher(shape, a, v);
  }

  /**
   * {@return the teacher of the study: v* at the given angle to the shortcut 1/√p, its first half
   * of entries equal and its second half equal; a* of the given norm and sum, a level plus half a
   * cosine wave}
   *
   * @param arena owns its weights
   * @param shape k and p
   * @param norm ‖a*‖, finite, above 0
   * @param sum 1ᵀa*, |1ᵀa*| ≤ √k‖a*‖; for k = 1 it is ±‖a*‖
   * @param angle in [0, π]; for p = 1 it is 0 or π
   * @throws IllegalArgumentException if no such teacher exists, with the reason
   */
  public static Teacher study(Arena arena, Shape shape, double norm, double sum, double angle) {
    checkStudy(shape, norm, sum, angle);
    return new Teacher(
        shape, studyOutput(arena, shape.k(), norm, sum), studyPatch(arena, shape.p(), angle));
  }

  /**
   * {@return the study teacher at its default norm 6√k, sum ‖a*‖/4 and angle 0.45π}
   *
   * @param arena owns its weights
   * @param shape k and p, at least 2 each
   * @throws IllegalArgumentException if k or p is 1, where there is no such sum or angle
   */
  public static Teacher study(Arena arena, Shape shape) {
    double norm = STUDY_NORM_PER_ROOT_K * Math.sqrt(shape.k());
    return study(arena, shape, norm, norm * STUDY_SUM_PER_NORM, STUDY_ANGLE);
  }

  private static void checkStudy(Shape shape, double norm, double sum, double angle) {
    if (!(norm > 0 && norm < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "teacher norm ‖a*‖ is " + norm + "; it must be finite and above 0");
    }
    double largest = Math.sqrt(shape.k()) * norm;
    if (!(Math.abs(sum) <= largest * (1 + 1e-12))) {
      throw new IllegalArgumentException(
          "teacher sum 1ᵀa* is "
              + sum
              + "; by Cauchy-Schwarz |1ᵀa*| cannot exceed √k‖a*‖ = "
              + largest);
    }
    if (shape.k() == 1 && Math.abs(Math.abs(sum) - norm) > 1e-12 * norm) {
      throw new IllegalArgumentException(
          "teacher sum 1ᵀa* is " + sum + "; with k = 1 it must be ±‖a*‖ = ±" + norm);
    }
    if (!(angle >= 0 && angle <= Math.PI)) {
      throw new IllegalArgumentException("angle is " + angle + "; it must lie in [0, π]");
    }
    if (shape.p() == 1 && angle != 0 && angle != Math.PI) {
      throw new IllegalArgumentException(
          "angle is " + angle + "; with p = 1 only 0 and π are angles to the shortcut");
    }
  }

  private static MemorySegment studyOutput(Arena arena, long k, double norm, double sum) {
    MemorySegment a = Normals.allocate(arena, k);
    double level = sum / k;
    double wave = Math.sqrt(Math.max(0, norm * norm - sum * sum / k) * 2 / k);
    for (long j = 0; j < k; j++) {
      set(a, j, k == 1 ? level : level + wave * StrictMath.cos(Math.PI * (j + 0.5) / k));
    }
    return a;
  }

  private static MemorySegment studyPatch(Arena arena, long p, double angle) {
    MemorySegment v = Normals.allocate(arena, p);
    long half = p / 2;
    double level = StrictMath.cos(angle) / Math.sqrt(p);
    double step = half == 0 ? 0 : StrictMath.sin(angle) / Math.sqrt(2.0 * half);
    for (long i = 0; i < p; i++) {
      double side = i < half ? -1 : i >= p - half ? 1 : 0;
      set(v, i, level + side * step);
    }
    return v;
  }

  /** {@return numbers of patches and of patch entries} */
  public Shape shape() {
    return shape;
  }

  /**
   * Checks that a student can learn from this teacher.
   *
   * @param student its shape
   * @throws IllegalArgumentException if it is another one
   */
  public void checkFits(Shape student) {
    if (!student.equals(shape)) {
      throw new IllegalArgumentException(
          "a student of shape " + student + " cannot learn from a teacher of shape " + shape);
    }
  }

  /**
   * {@return output weight a*_j}
   *
   * @param j from 0, below k
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public double a(long j) {
    return format.get(a, 0, Segments.index("j", j, shape.k()));
  }

  /**
   * {@return a* where the caller keeps it, from {@link #inPlace}; null if the teacher has a copy}
   */
  public @Nullable MemorySegment floats() {
    return format == Precision.FLOAT ? a : null;
  }

  /**
   * {@return first-layer weight v*_i}
   *
   * @param i from 0, below p
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public double v(long i) {
    return get(v, Segments.index("i", i, shape.p()));
  }

  /** {@return S* = 1ᵀa*} */
  public double sum() {
    return sum;
  }

  /** {@return N = ‖a*‖²} */
  public double squaredNorm() {
    return squaredNorm;
  }

  private void normalise() {
    double n = 0;
    for (long i = 0; i < shape.p(); i++) {
      double vi = Segments.finite("v*", i, get(v, i));
      n += vi * vi;
    }
    double norm = Math.sqrt(n);
    if (!(Math.abs(norm - 1) <= NORM_TOLERANCE)) {
      throw new IllegalArgumentException(
          "‖v*‖ is "
              + norm
              + "; it must be 1 within "
              + NORM_TOLERANCE
              + ": divide v* by its norm");
    }
    for (long i = 0; i < shape.p(); i++) {
      set(v, i, get(v, i) / norm);
    }
  }

  private static long doubles(String what, MemorySegment segment) {
    if (segment.byteSize() % Double.BYTES != 0) {
      throw new IllegalArgumentException(
          what
              + " has "
              + segment.byteSize()
              + " bytes; it must hold whole doubles of "
              + Double.BYTES
              + " bytes");
    }
    return segment.byteSize() / Double.BYTES;
  }

  private static MemorySegment copy(Arena arena, MemorySegment from, long count) {
    MemorySegment to = Normals.allocate(arena, count);
    MemorySegment.copy(from, 0, to, 0, count * Double.BYTES);
    return to;
  }

  private static double get(MemorySegment segment, long index) {
    return segment.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
  }

  private static void set(MemorySegment segment, long index, double value) {
    segment.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
  }
}
