package io.skiplane.large;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skiplane.descent.Descent;
import io.skiplane.gradient.Gradient;
import io.skiplane.lanes.StreamKey;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Projected steps of so many patches that their normals are drawn twice and their sums come in
 * sections, against {@link ProjectedInPlain}: every output weight after the first step, v after
 * two.
 */
class LargeProjectedTest {
  private static final int P = 8;
  private static final long SEED = 11;
  private static final long NUMBER = 12;

  @Test
  void twoSectionsAndATail() {
    assertTwoSteps((1L << 21) + 17);
  }

  /** Takes 16 GiB, for a and a*, and some minutes: {@code mvn -Plarge -pl kernel test}. */
  @Test
  @Tag("large")
  void patchesPastTwoToThe31() {
    assertTwoSteps((1L << 31) + 17);
  }

  private static void assertTwoSteps(long k) {
    Shape shape = new Shape(k, P);
    double etaA = 6 / (double) k;
    double etaW = 0.2;
    try (Arena arena = Arena.ofConfined()) {
      Student student = Student.allocate(arena, shape, Precision.FLOAT);
      MemorySegment a = student.memory();
      MemorySegment starA = arena.allocate(Precision.FLOAT.paddedBytes(k), Precision.VECTOR_BYTES);
      for (long j = 0; j < k; j++) {
        a.setAtIndex(ValueLayout.JAVA_FLOAT, j, weight(k, j));
        starA.setAtIndex(ValueLayout.JAVA_FLOAT, j, weight(k, ~j));
      }
      double[] starV = {0.7, -0.1, 0.5, 0.1, 0.3, -0.3, 0.1, 0.2};
      double norm = Math.sqrt(ProjectedInPlain.dot(starV, starV));
      for (int i = 0; i < P; i++) {
        starV[i] /= norm;
      }
      Teacher teacher = Teacher.inPlace(arena, starA, k, MemorySegment.ofArray(starV));
      Descent descent =
          Descent.of(
              arena,
              student,
              teacher,
              new Gradient.Projected(1),
              StepSizes.constant(etaA, etaW),
              SEED,
              NUMBER);
      ProjectedInPlain plain = new ProjectedInPlain(SEED, NUMBER, k, starV);

      assertStep(descent, student, starA, plain, etaW);
      double residual = plain.residual;
      assertThat(Math.abs(residual)).as("r, for something to be seen").isGreaterThan(0.01);
      plain.visit(
          0,
          (j, x, y) -> {
            double before = weight(k, j);
            double wanted = before - etaA * residual * Math.max(0, x);
            double found = a.getAtIndex(ValueLayout.JAVA_FLOAT, j);
            double tolerance =
                2 * Math.ulp((float) before) + 1e-4 * etaA * Math.max(0, x) * Math.abs(residual);
            if (!(Math.abs(found - wanted) <= tolerance)) {
              assertThat(found).as("a[%d]", j).isCloseTo(wanted, within(tolerance));
            }
          });
      assertStep(descent, student, starA, plain, etaW);
    }
  }

  /** Takes a step and compares v. */
  private static void assertStep(
      Descent descent, Student student, MemorySegment starA, ProjectedInPlain plain, double etaW) {
    long step = descent.step();
    double[] v = v(student);
    plain.sum(step, student.memory(), starA, v);
    double[] wanted = plain.moved(step, v, etaW);
    long start = System.nanoTime();
    descent.run(1);
    System.out.printf(
        "projected step of %s in float: %.2f s%n",
        student.shape(), (System.nanoTime() - start) / 1e9);
    assertThat(v(student)).as("v after step %d", step).containsExactly(wanted, within(3e-6));
    assertThat(ProjectedInPlain.dot(wanted, v)).as("v·v'").isLessThan(1 - 1e-5);
  }

  private static double[] v(Student student) {
    return IntStream.range(0, P).mapToDouble(student::v).toArray();
  }

  /** Uniform in ±√3/√k, so ‖a‖² is about 1. */
  private static float weight(long k, long j) {
    return (float) ((StreamKey.mix(j) >> 11) * (0x1p-52 * Math.sqrt(3.0 / k)));
  }
}
