package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Shapes;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
  void anotherDescentGoesOnToTheSameBits(String gradient, Precision precision) {
    for (Shape shape : Shapes.some()) {
      for (long stop : new long[] {0, 64, 128}) {
        try (Arena arena = Arena.ofConfined()) {
          Student whole = after(arena, shape, precision, gradient, false, 200);
          Scene scene = new Scene(arena, shape, precision, 5);
          Student first = scene.student();
          Descent descent = descent(arena, scene, first, gradient);
          descent.run(stop);
          Student second = scene.student();
          Descent other = descent(arena, scene, second, gradient);
          second.memory().copyFrom(first.memory());
          other.resume(stop, descent.resumeState());
          other.run(200 - stop);
          assertThat(second.memory().mismatch(whole.memory()))
              .as("%s %s %s from %d: first byte that differs", gradient, precision, shape, stop)
              .isEqualTo(-1);
          assertThat(other.step()).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void refusesWhatCannotBeResumed() {
    try (Arena arena = Arena.ofConfined()) {
      Scene scene = new Scene(arena, new Shape(4, 3), Precision.DOUBLE, 5);
      Student student = scene.student();
      Descent descent = descent(arena, scene, student, "population");
      assertThatThrownBy(() -> descent.resume(65, new double[0]))
          .hasMessage(
              "a descent of 65 steps cannot be resumed; the number must be a multiple of 64");
      assertThatThrownBy(() -> descent.resume(-64, new double[0])).hasMessageContaining("-64");
      assertThatThrownBy(() -> descent.resume(64, new double[6]))
          .hasMessageContaining("a state of 6 numbers; one of this gradient has 0");
      student.memory().setAtIndex(ValueLayout.JAVA_DOUBLE, 1, Double.NaN);
      assertThatThrownBy(() -> descent.resume(64, new double[0])).hasMessageContaining("a[1]");
      assertThat(descent.step()).isZero();
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
    Descent descent = descent(arena, scene, student, gradient);
    if (recorded) {
      descent.record(Trajectory.allocate(arena, 4), 7);
    }
    for (long steps : runs) {
      descent.run(steps);
    }
    return student;
  }

  private static Descent descent(Arena arena, Scene scene, Student student, String gradient) {
    return Descent.of(
        arena, student, scene.teacher(), scene.gradient(gradient), scene.stepSizes(), 6, 7);
  }
}
