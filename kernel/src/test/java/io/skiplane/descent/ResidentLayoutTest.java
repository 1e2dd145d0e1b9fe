package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Shapes;
import java.lang.foreign.Arena;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patches as a user has them and packed ones lead to the same bits. */
class ResidentLayoutTest {
  @ParameterizedTest(name = "{0} against {1}, {2}")
  @CsvSource({
    "resident, packed, FLOAT",
    "resident, packed, DOUBLE",
    "resident3, packed3, FLOAT",
    "resident3, packed3, DOUBLE"
  })
  void rowMajorEqualsPacked(String rowMajor, String packed, Precision precision) {
    for (Shape shape : Shapes.all()) {
      try (Arena arena = Arena.ofConfined()) {
        Student one = after(arena, shape, precision, rowMajor);
        Student other = after(arena, shape, precision, packed);
        assertThat(one.memory().mismatch(other.memory())).as("%s", shape).isEqualTo(-1);
      }
    }
  }

  private static Student after(Arena arena, Shape shape, Precision precision, String gradient) {
    Scene scene = new Scene(arena, shape, precision, 8);
    Student student = scene.student();
    Descent.of(arena, student, scene.teacher(), scene.gradient(gradient), scene.stepSizes(), 0, 0)
        .run(20);
    return student;
  }
}
