package io.skiplane.large;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skiplane.descent.Descent;
import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.Inputs;
import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A resident step on one input of many bytes, against plain loops in double; alone and with a
 * helper, to the same bits.
 */
class LargeResidentTest {
  private static final double ETA_A = 1e-4;
  private static final double ETA_W = 1e-3;
  private static final double LABEL = 0.7;

  @Test
  void sectionsAndATail() {
    assertStep(4099, 256);
  }

  /** Takes 12 GiB and a minute: {@code mvn -Plarge -pl kernel test}. */
  @Test
  @Tag("large")
  void inputOfTwelveGibibytes() {
    assertStep((3L << 20) + 3, 1024);
  }

  private static void assertStep(long k, int p) {
    Shape shape = new Shape(k, p);
    Precision precision = Precision.FLOAT;
    try (Arena arena = Arena.ofShared();
        ExecutorService executor = Executors.newSingleThreadExecutor()) {
      long pairs = precision.pairs(shape.elements());
      MemorySegment z = arena.allocate(pairs * 2 * Precision.VECTOR_BYTES, Precision.VECTOR_BYTES);
      Twins.chosen(precision).normals(z, 0, pairs, 21, 22);
      MemorySegment label = arena.allocate(Float.BYTES, Precision.VECTOR_BYTES);
      label.set(ValueLayout.JAVA_FLOAT, 0, (float) LABEL);
      Inputs inputs = new Inputs(z, label, shape, 1, precision, Inputs.Layout.ROW_MAJOR);
      Teacher teacher = Teacher.study(arena, shape);

      Student alone = student(arena, shape);
      run(arena, alone, teacher, inputs).run(1);
      Student helped = student(arena, shape);
      run(arena, helped, teacher, inputs).run(1, executor, 1);

      assertThat(helped.memory().mismatch(alone.memory())).as("first differing byte").isEqualTo(-1);
      assertPlain(alone, student(arena, shape), z);
    }
  }

  private static Descent run(Arena arena, Student student, Teacher teacher, Inputs inputs) {
    Gradient gradient = new Gradient.Resident(inputs, 1);
    return Descent.of(arena, student, teacher, gradient, StepSizes.constant(ETA_A, ETA_W), 1, 1);
  }

  private static Student student(Arena arena, Shape shape) {
    Student student = Student.allocate(arena, shape, Precision.FLOAT);
    for (long j = 0; j < shape.k(); j++) {
      student.setA(j, (StreamKey.mix(j) >> 11) * 0x1p-52 / Math.sqrt(shape.k()));
    }
    for (long i = 0; i < shape.p(); i++) {
      student.setV(i, 1 + (StreamKey.mix(~i) >> 11) * 0x1p-53);
    }
    student.normalise();
    return student;
  }

  /** Two passes over Z, in double. */
  private static void assertPlain(Student end, Student start, MemorySegment z) {
    long k = start.shape().k();
    int p = (int) start.shape().p();
    double[] v = new double[p];
    for (int i = 0; i < p; i++) {
      v[i] = start.v(i);
    }
    double[] s = new double[p];
    double[] row = new double[p];
    double f = 0;
    for (long j = 0; j < k; j++) {
      double u = product(z, j, v, row);
      if (u > 0) {
        double a = start.a(j);
        f += a * u;
        for (int i = 0; i < p; i++) {
          s[i] += a * row[i];
        }
      }
    }
    double residual = f - (float) LABEL;
    for (long j = 0; j < k; j++) {
      double step = ETA_A * residual * Math.max(0, product(z, j, v, row));
      double wanted = start.a(j) - step;
      double tolerance = 2 * Math.ulp((float) wanted) + 1e-4 * Math.abs(step) + 1e-10;
      if (!(Math.abs(end.a(j) - wanted) <= tolerance)) {
        assertThat(end.a(j)).as("a[%d]", j).isCloseTo(wanted, within(tolerance));
      }
    }
    double squares = 0;
    for (int i = 0; i < p; i++) {
      s[i] = v[i] - ETA_W * residual * (s[i] - f * v[i]);
      squares += s[i] * s[i];
    }
    double moved = 0;
    for (int i = 0; i < p; i++) {
      assertThat(end.v(i)).as("v[%d]", i).isCloseTo(s[i] / Math.sqrt(squares), within(1e-6));
      moved = Math.max(moved, Math.abs(end.v(i) - v[i]));
    }
    assertThat(moved).as("largest change of v, for something to be seen").isGreaterThan(1e-4);
  }

  /** Copies a row and multiplies it by v, in two sums. */
  private static double product(MemorySegment z, long j, double[] v, double[] row) {
    long at = j * v.length;
    double even = 0;
    double odd = 0;
    for (int i = 0; i < v.length; i += 2) {
      row[i] = z.getAtIndex(ValueLayout.JAVA_FLOAT, at + i);
      row[i + 1] = z.getAtIndex(ValueLayout.JAVA_FLOAT, at + i + 1);
      even = Math.fma(row[i], v[i], even);
      odd = Math.fma(row[i + 1], v[i + 1], odd);
    }
    return even + odd;
  }
}
