package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.Inputs;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import io.skiplane.testing.PlainModel;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** ‖v‖ = 1 after every one of 10,000 steps, and after a step of any length. */
class UnitNormTest {
  /** Rounding errors of 64 steps, between two exact normalisations, each of less than one unit. */
  private static final double MOST_UNITS = 64;

  static Stream<Arguments> gradients() {
    return Stream.of(Precision.values())
        .flatMap(p -> Stream.of(Scene.GRADIENTS).map(g -> Arguments.of(g, p)))
        .filter(arguments -> !arguments.get()[0].toString().endsWith("3"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("gradients")
  void holds(String gradient, Precision precision) {
    double unit = precision == Precision.FLOAT ? 0x1p-23 : 0x1p-52;
    double worst = 0;
    for (Shape shape : new Shape[] {new Shape(16, 8), new Shape(5, 33)}) {
      worst = Math.max(worst, worst(shape, precision, gradient) / unit);
    }
    System.out.printf(
        "‖v‖ − 1, %s %s: observed maximum %.1f of %.0f units%n",
        gradient, precision, worst, MOST_UNITS);
    assertThat(worst).isLessThan(MOST_UNITS);
  }

  /**
   * A patch almost along v and a step far longer than v: in s, what is orthogonal to v hides in the
   * rounding of what is not, so the norm that the formula gives is wrong by a tenth and more.
   */
  @ParameterizedTest
  @CsvSource({
    "FLOAT, 8, 1", "FLOAT, 8, 2", "FLOAT, 64, 1", "FLOAT, 64, 2", "FLOAT, 12, 1",
    "DOUBLE, 8, 1", "DOUBLE, 8, 2", "DOUBLE, 64, 1", "DOUBLE, 64, 2", "DOUBLE, 12, 1",
  })
  void holdsAfterALongStep(Precision precision, long p, int batch) {
    double unit = precision == Precision.FLOAT ? 0x1p-23 : 0x1p-52;
    double aside = Math.sqrt(unit);
    Shape shape = new Shape(4, p); // All patches but the first are 0.
    try (Arena arena = Arena.ofConfined()) {
      Student student = Student.allocate(arena, shape, precision);
      student.setA(0, 1);
      for (long i = 0; i < p; i++) {
        student.setV(i, i < 2 ? Math.sqrt(0.5) : 0);
      }
      student.normalise();
      MemorySegment z =
          arena.allocate(batch * shape.elements() * precision.bytes(), Precision.VECTOR_BYTES);
      for (int input = 0; input < batch; input++) {
        precision.set(z, 0, input * shape.elements(), 3 * student.v(0));
        precision.set(z, 0, input * shape.elements() + 1, 3 * student.v(1) + aside);
      }
      MemorySegment labels = arena.allocate(Precision.VECTOR_BYTES, Precision.VECTOR_BYTES);
      Inputs inputs = new Inputs(z, labels, shape, batch, precision, Inputs.Layout.ROW_MAJOR);
      Descent.of(
              arena,
              student,
              Teacher.study(arena, shape),
              new Gradient.Resident(inputs, batch),
              StepSizes.constant(0, 10 / aside),
              1,
              2)
          .run(1);
      double[] v = Weights.v(student);
      assertThat(v[1]).as("v turned beyond the other axis").isLessThan(-0.5);
      assertThat(Math.abs(Math.sqrt(PlainModel.dot(v, v)) - 1)).isLessThan(4 * unit);
    }
  }

  private static double worst(Shape shape, Precision precision, String gradient) {
    double worst = 0;
    try (Arena arena = Arena.ofConfined()) {
      Scene scene = new Scene(arena, shape, precision, 13);
      Student student = scene.student();
      Descent descent =
          Descent.of(
              arena, student, scene.teacher(), scene.gradient(gradient), scene.stepSizes(), 1, 2);
      for (int step = 0; step < 10_000; step++) {
        descent.run(1);
        double[] v = Weights.v(student);
        worst = Math.max(worst, Math.abs(Math.sqrt(PlainModel.dot(v, v)) - 1));
      }
    }
    return worst;
  }
}
