package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.testing.PlainModel;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** ‖v‖ = 1 after every one of 10,000 steps. */
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
