package io.skiplane.harness.train;

import io.skiplane.memory.Precision;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Labels of inputs by the teacher, {@code g(Z) = Σ_j a*_j σ(Z_j·v*)}: computed once, before a run,
 * in double precision and plain Java, one pass over Z. Nothing here is in a step's loop.
 */
public final class TeacherLabels {
  private TeacherLabels() {}

  /**
   * Computes the labels of {@code count} inputs.
   *
   * @param labels number[count], aligned to its numbers, modified
   * @param z number[count, k, p], row-major, aligned to its numbers, not modified
   * @param precision format of both; a label is rounded to it once
   */
  public static void fill(
      MemorySegment labels, MemorySegment z, Precision precision, long count, Teacher teacher) {
    for (long i = 0; i < count; i++) {
      precision.set(labels, 0, i, label(z, i, precision, teacher));
    }
  }

  /** The label of one input, not rounded to its format. */
  public static double label(MemorySegment z, long input, Precision precision, Teacher teacher) {
    long k = teacher.shape().k();
    long p = teacher.shape().p();
    double g = 0;
    for (long j = 0; j < k; j++) {
      long patch = (input * k + j) * p;
      double u =
          precision == Precision.FLOAT
              ? floatProduct(z, patch, p, teacher)
              : doubleProduct(z, patch, p, teacher);
      g += u > 0 ? teacher.a(j) * u : 0;
    }
    return g;
  }

  private static double floatProduct(MemorySegment z, long patch, long p, Teacher teacher) {
    double u = 0;
    for (long i = 0; i < p; i++) {
      u = Math.fma(z.getAtIndex(ValueLayout.JAVA_FLOAT, patch + i), teacher.v(i), u);
    }
    return u;
  }

  private static double doubleProduct(MemorySegment z, long patch, long p, Teacher teacher) {
    double u = 0;
    for (long i = 0; i < p; i++) {
      u = Math.fma(z.getAtIndex(ValueLayout.JAVA_DOUBLE, patch + i), teacher.v(i), u);
    }
    return u;
  }
}
