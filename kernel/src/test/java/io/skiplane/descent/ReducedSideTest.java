package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.gradient.Gradient;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps so large that v turns past v*: reduced descent must know on which side v then lies. */
class ReducedSideTest {
  private static final Shape SHAPE = new Shape(4, 8);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 7, 20, 100, 1001})
  void patchWeightIsThePopulations(long steps) {
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = Teacher.study(arena, SHAPE); // η_w‖a*‖² = 9: turns overshoot
      Student population = run(arena, teacher, new Gradient.Population(), steps);
      Student reduced = run(arena, teacher, new Gradient.Reduced(), steps);
      double difference = 0;
      for (long i = 0; i < SHAPE.p(); i++) {
        difference = Math.max(difference, Math.abs(population.v(i) - reduced.v(i)));
      }
      // Such steps magnify rounding errors, to 1e−5 here; the wrong side would differ by 0.9.
      assertThat(difference).isLessThan(1e-3);
    }
  }

  private static Student run(Arena arena, Teacher teacher, Gradient gradient, long steps) {
    Student student = Student.allocate(arena, SHAPE, Precision.DOUBLE);
    Start start = new Start(arena, teacher);
    start.draw(Start.Kind.CNN, 1, 0);
    start.to(student);
    Descent.of(arena, student, teacher, gradient, StepSizes.constantFor(4), 1, 0).run(steps);
    return student;
  }
}
