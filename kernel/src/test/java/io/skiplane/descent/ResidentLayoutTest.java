package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Shapes;
import java.lang.foreign.Arena;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
        StepSizes sizes = new Scene(arena, shape, precision, 8).stepSizes();
        Student one = after(arena, shape, precision, rowMajor, sizes);
        Student other = after(arena, shape, precision, packed, sizes);
        assertThat(one.memory().mismatch(other.memory())).as("%s", shape).isEqualTo(-1);
      }
    }
  }

  /** So many patches that an input is several sections. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void rowMajorEqualsPackedInSections(Precision precision) {
    Shape shape = new Shape(40_000, 8);
    StepSizes sizes = StepSizes.constant(1e-2 / shape.k(), 3e-2); // v turns by some degrees.
    try (Arena arena = Arena.ofConfined()) {
      Student one = after(arena, shape, precision, "resident", sizes);
      Student other = after(arena, shape, precision, "packed", sizes);
      assertThat(one.memory().mismatch(other.memory())).isEqualTo(-1);
    }
  }

  private static Student after(
      Arena arena, Shape shape, Precision precision, String gradient, StepSizes sizes) {
    Scene scene = new Scene(arena, shape, precision, 8);
    Student student = scene.student();
    Descent.of(arena, student, scene.teacher(), scene.gradient(gradient), sizes, 0, 0).run(20);
    return student;
  }
}
