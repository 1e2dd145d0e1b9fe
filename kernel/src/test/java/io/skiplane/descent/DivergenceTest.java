package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run whose numbers leave the finite range stops at that step, names it and its step sizes. */
class DivergenceTest {
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "dense, FLOAT",
    "dense, DOUBLE",
    "dense3, FLOAT",
    "projected, FLOAT",
    "projected, DOUBLE",
    "projected3, DOUBLE",
    "resident, FLOAT",
    "resident, DOUBLE",
    "packed3, FLOAT"
  })
  void namesTheStep(String gradient, Precision precision) {
    for (Shape shape : new Shape[] {new Shape(10, 6), new Shape(10, 40)}) {
      try (Arena arena = Arena.ofConfined()) {
        Scene scene = new Scene(arena, shape, precision, 1);
        double eta = StepSizes.stableBound(shape.k()) * 0.999;
        Student student = scene.student();
        Descent descent =
            Descent.of(
                arena,
                student,
                scene.teacher(),
                scene.gradient(gradient),
                new StepSizes(
                    List.of(new StepSizes.Phase(40, 0.01, 0.01), new StepSizes.Phase(1, eta, eta))),
                1,
                1);
        DivergenceException e =
            catchThrowableOfType(DivergenceException.class, () -> descent.run(1_000_000));
        assertThat(e).as("%s", shape).isNotNull();
        assertThat(e.step()).isGreaterThan(40).isEqualTo(descent.step());
        assertThat(e).hasMessageContaining("step " + e.step()).hasMessageContaining("" + eta);
        checkStoppedBefore(scene, shape, precision, gradient, eta, e.step());
      }
    }
  }

  /** One step fewer ends in finite weights. */
  private static void checkStoppedBefore(
      Scene scene, Shape shape, Precision precision, String gradient, double eta, long steps) {
    try (Arena arena = Arena.ofConfined()) {
      Student student = scene.student();
      Descent.of(
              arena,
              student,
              scene.teacher(),
              scene.gradient(gradient),
              new StepSizes(
                  List.of(new StepSizes.Phase(40, 0.01, 0.01), new StepSizes.Phase(1, eta, eta))),
              1,
              1)
          .run(steps - 1);
      String name = shape + " " + precision;
      assertThat(Weights.a(student)).as(name).matches(DivergenceTest::finite, "finite");
      assertThat(Weights.v(student)).as(name).matches(DivergenceTest::finite, "finite");
    }
  }

  private static boolean finite(double[] x) {
    return Arrays.stream(x).allMatch(Double::isFinite);
  }
}
