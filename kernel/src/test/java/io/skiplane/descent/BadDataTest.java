package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.Inputs;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.testing.Scene;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A number in Z that is not finite stops the run at its step, with the weights as before it. */
class BadDataTest {
  @ParameterizedTest(name = "{0}x{1} {2} {3} in patch {4}")
  @CsvSource({
    "5, 3, FLOAT, NaN, 0",
    "5, 3, DOUBLE, NaN, 4",
    "33, 8, FLOAT, NaN, 32",
    "33, 8, FLOAT, Infinity, 16",
    "33, 40, FLOAT, NaN, 32",
    "33, 40, DOUBLE, NaN, 0",
    "33, 40, DOUBLE, -Infinity, 7"
  })
  void stopsAtItsStep(long k, long p, Precision precision, double bad, long patch) {
    try (Arena arena = Arena.ofConfined()) {
      Shape shape = new Shape(k, p);
      Scene scene = new Scene(arena, shape, precision, 4);
      Inputs inputs = scene.inputs(Inputs.Layout.ROW_MAJOR);
      Student student = scene.student();
      for (int j = 0; j < k; j++) {
        student.setA(j, 0.1);
      }
      // An infinity passes only through an open gate; a NaN always does.
      student.setV(0, bad < 0 ? -0.5 : 0.5);
      student.normalise();
      MemorySegment before = arena.allocate(student.memory().byteSize(), 64);
      Descent descent =
          Descent.of(
              arena,
              student,
              scene.teacher(),
              new Gradient.Resident(inputs, 1),
              scene.stepSizes(),
              0,
              0);
      descent.run(3);
      before.copyFrom(student.memory());
      precision.set(inputs.z(), 0, (3 * k + patch) * p, bad);
      DivergenceException e =
          catchThrowableOfType(DivergenceException.class, () -> descent.run(100));
      assertThat(e).isNotNull();
      assertThat(e.step()).isEqualTo(3);
      assertThat(descent.step()).isEqualTo(3);
      assertThat(student.memory().mismatch(before)).as("weights").isEqualTo(-1);
    }
  }
}
