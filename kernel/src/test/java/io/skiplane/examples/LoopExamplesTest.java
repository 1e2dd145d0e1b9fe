package io.skiplane.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.descent.Point;
import io.skiplane.gradient.Inputs;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import io.skiplane.testing.PlainModel;
import io.skiplane.testing.Weights;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The loops of one's own that the documentation shows, run: each learns what it is shown for. */
class LoopExamplesTest {
  private static final Shape SHAPE = new Shape(16, 8);
  private static final Path EXAMPLES = Path.of("src/test/java/io/skiplane/examples");

  @ParameterizedTest
  @EnumSource(Precision.class)
  void momentumReachesTheOptimum(Precision precision) {
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = Teacher.study(arena, SHAPE);
      Student student = started(arena, teacher, precision);
      Momentum.train(arena, student, teacher, 2e-3, 5_000);
      assertThat(Point.of(5_000, student, teacher).squaredDistance()).isLessThan(1e-4);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void adamLearns(Precision precision) {
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = Teacher.study(arena, SHAPE, 4, 2, 0.25 * Math.PI);
      Student student = started(arena, teacher, precision);
      double before = Point.of(0, student, teacher).loss();
      Adam.train(arena, student, teacher, 2e-3, 5_000);
      assertThat(Point.of(5_000, student, teacher).loss()).isLessThan(before / 1000);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void noiseLeavesASaddle(Precision precision) {
    try (Arena arena = Arena.ofConfined()) {
      // S*² > N(k+π−1)/π, so v = −v* is a saddle and no minimum.
      Teacher teacher = Teacher.study(arena, SHAPE, 4, 12, 0.25 * Math.PI);
      Student student = Student.allocate(arena, SHAPE, precision);
      for (int i = 0; i < SHAPE.p(); i++) {
        student.setV(i, -teacher.v(i)); // where ∇_w is 0
      }
      Noise.train(arena, student, teacher, 1e-2, 0, 100);
      assertThat(Point.of(100, student, teacher).phi()).isGreaterThan(3);
      Noise.train(arena, student, teacher, 1e-2, 0.01, 3_000);
      assertThat(Point.of(3_100, student, teacher).phi()).isLessThan(0.5);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void absoluteLossIsFitted(Precision precision) {
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = Teacher.study(arena, SHAPE, 4, 2, 0.25 * Math.PI);
      Student student = started(arena, teacher, precision);
      Inputs inputs = inputs(arena, teacher, precision, 500);
      Products.train(arena, student, inputs, 1e-3, 100_000);
      assertThat(Point.of(100_000, student, teacher).squaredDistance()).isLessThan(0.01);
    }
  }

  @ParameterizedTest
  @CsvSource({"Momentum, momentum", "Noise, noise"})
  void readmeShowsThisCode(String file, String region) throws IOException {
    String example =
        Files.readAllLines(EXAMPLES.resolve(file + ".java")).stream()
            .dropWhile(line -> !line.contains("// @start region=\"" + region + "\""))
            .skip(1)
            .takeWhile(line -> !line.contains("// @end"))
            .collect(Collectors.joining("\n"))
            .stripIndent();
    assertThat(example).isNotBlank();
    assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + example + "\n```");
  }

  private static Student started(Arena arena, Teacher teacher, Precision precision) {
    Student student = Student.allocate(arena, SHAPE, precision);
    Start start = new Start(arena, teacher);
    start.draw(Start.Kind.RESNET, 1, 0);
    start.to(student);
    return student;
  }

  private static Inputs inputs(Arena arena, Teacher teacher, Precision precision, int count) {
    Random random = new Random(1);
    int numbers = (int) SHAPE.elements();
    MemorySegment z = arena.allocate((long) count * numbers * precision.bytes(), 64);
    MemorySegment labels = arena.allocate((long) count * precision.bytes(), 64);
    for (int input = 0; input < count; input++) {
      double[][] patches = new double[(int) SHAPE.k()][(int) SHAPE.p()];
      for (int i = 0; i < numbers; i++) {
        double x = random.nextGaussian();
        patches[i / (int) SHAPE.p()][i % (int) SHAPE.p()] = x;
        precision.set(z, 0, (long) input * numbers + i, x);
      }
      double g = PlainModel.output(Weights.a(teacher), Weights.v(teacher), patches);
      precision.set(labels, 0, input, g);
    }
    return new Inputs(z, labels, SHAPE, count, precision, Inputs.Layout.ROW_MAJOR);
  }
}
