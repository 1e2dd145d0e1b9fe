package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Shapes;
import java.lang.foreign.Arena;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The weights after n steps do not depend on how the n steps are divided into runs. */
class DescentSplitTest {
  static Stream<Arguments> gradients() {
    return Stream.of(Precision.values())
        .flatMap(p -> Stream.of(Scene.GRADIENTS).map(g -> Arguments.of(g, p)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("gradients")
  void runsAddUp(String gradient, Precision precision) {
    for (Shape shape : Shapes.some()) {
      try (Arena arena = Arena.ofConfined()) {
        Student whole = after(arena, shape, precision, gradient, false, 130);
        Student parts = after(arena, shape, precision, gradient, false, 1, 0, 64, 65);
        assertThat(parts.memory().mismatch(whole.memory()))
            .as("%s %s %s: first byte that differs", gradient, precision, shape)
            .isEqualTo(-1);
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("gradients")
  void recordingChangesNothing(String gradient, Precision precision) {
    for (Shape shape : Shapes.some()) {
      try (Arena arena = Arena.ofConfined()) {
        Student alone = after(arena, shape, precision, gradient, false, 130);
        Student seen = after(arena, shape, precision, gradient, true, 130);
        assertThat(seen.memory().mismatch(alone.memory()))
            .as("%s %s %s: first byte that differs", gradient, precision, shape)
            .isEqualTo(-1);
      }
    }
  }

  private static Student after(
      Arena arena,
      Shape shape,
      Precision precision,
      String gradient,
      boolean recorded,
      long... runs) {
    Scene scene = new Scene(arena, shape, precision, 5);
    Student student = scene.student();
    Descent descent =
        Descent.of(
            arena, student, scene.teacher(), scene.gradient(gradient), scene.stepSizes(), 6, 7);
    if (recorded) {
      descent.record(Trajectory.allocate(arena, 4), 7);
    }
    for (long steps : runs) {
      descent.run(steps);
    }
    return student;
  }
}
