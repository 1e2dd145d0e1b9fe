package io.skiplane.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.descent.Descent;
import io.skiplane.descent.Point;
import io.skiplane.descent.SampledEnsemble;
import io.skiplane.gradient.Gradient;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Students;
import io.skiplane.model.Teacher;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The example of the README, compiled and run; the README must show it as it stands here. */
class EmbeddingExampleTest {
  private static final Path README = Path.of("../README.md");
  private static final Path SELF =
      Path.of("src/test/java/io/skiplane/examples/EmbeddingExampleTest.java");

  // README example begins
  static Point train() {
    try (Arena arena = Arena.ofConfined()) {
      Shape shape = new Shape(16, 8); // k = 16 patches of p = 8 numbers
      Teacher teacher = Teacher.study(arena, shape);
      Student student = Student.allocate(arena, shape, Precision.DOUBLE);

      Start start = new Start(arena, teacher);
      start.draw(Start.Kind.RESNET, 1, 0); // seed 1, student 0
      start.to(student);

      Descent descent =
          Descent.of(
              arena,
              student,
              teacher,
              new Gradient.Population(), // or Reduced, Dense, Projected, Angular, Resident
              StepSizes.warmUpFor(shape.k()),
              1,
              0);
      descent.run(10_000); // in place, no allocation
      return descent.point(); // loss, φ, aᵀa*, ‖a−a*‖², ‖v−v*‖²
    }
  }

  // README example ends

  private static SampledEnsemble trainMany(
      Arena arena, Shape shape, Teacher teacher, Gradient gradient, StepSizes stepSizes) {
    // README ensemble begins
    Students students = Students.allocate(arena, shape, Precision.FLOAT, 4096);
    SampledEnsemble ensemble = SampledEnsemble.of(arena, students, teacher, gradient, stepSizes, 1);
    ensemble.run(10_000);
    // README ensemble ends
    return ensemble;
  }

  @Test
  void trainsToTheGlobalOptimum() {
    Point end = train();
    assertThat(end.step()).isEqualTo(10_000);
    assertThat(end.squaredDistance()).isLessThan(1e-4);
    assertThat(end.phi()).isLessThan(1e-9);
  }

  @Test
  void trainsMany() {
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = Teacher.study(arena, new Shape(3, 2));
      SampledEnsemble ensemble =
          trainMany(
              arena,
              teacher.shape(),
              teacher,
              new Gradient.Projected(1),
              StepSizes.constant(0.01, 0.01));
      assertThat(ensemble.step()).isEqualTo(10_000);
      int ended = 0;
      for (long student = 0; student < 4096; student++) {
        ended += ensemble.point(student).squaredDistance() < 1e-2 ? 1 : 0;
      }
      assertThat(ended)
          .as("students at the global optimum; the others are trapped")
          .isGreaterThan(2048);
    }
  }

  @Test
  void readmeShowsThisCode() throws IOException {
    String readme = Files.readString(README);
    for (String name : new String[] {"example", "ensemble"}) {
      String example =
          Files.readAllLines(SELF).stream()
              .dropWhile(line -> !line.contains("// README " + name + " begins"))
              .skip(1)
              .takeWhile(line -> !line.contains("// README " + name + " ends"))
              .collect(Collectors.joining("\n"))
              .stripTrailing() // A blank last line would count as one without indent.
              .stripIndent();
      assertThat(readme).contains("```java\n" + example + "\n```");
    }
  }
}
