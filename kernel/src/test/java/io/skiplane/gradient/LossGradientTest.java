package io.skiplane.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.testing.Digest;
import io.skiplane.testing.Golden;
import io.skiplane.testing.PlainModel;
import io.skiplane.testing.Refusal;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Shapes;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Loss and gradient at a point against the steps, which have oracles, and the plain formulas. */
class LossGradientTest {
  private static final long SEED = 2;
  private static final long NUMBER = 3;

  static final List<String> GRADIENTS =
      List.of("population", "dense", "dense3", "resident", "resident3", "packed", "packed3");

  /** One scene's buffers, filled with numbers that a gradient must not keep. */
  private static final class Point implements AutoCloseable {
    final Arena arena = Arena.ofConfined();
    final Scene scene;
    final Student student;
    final MemorySegment gradA;
    final MemorySegment gradW;

    Point(Shape shape, Precision precision) {
      scene = new Scene(arena, shape, precision, 1);
      student = scene.student();
      gradA = arena.allocate(precision.paddedBytes(shape.k()), 64).fill((byte) 0x3f);
      gradW = arena.allocate(precision.paddedBytes(shape.p()), 64).fill((byte) 0x3f);
    }

    double at(String gradient, long step) {
      return LossGradient.of(
              arena, student, scene.teacher(), scene.gradient(gradient), SEED, NUMBER)
          .at(step, gradA, gradW);
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  @ParameterizedTest
  @FieldSource("GRADIENTS")
  void stepsFollowTheGradient(String gradient) {
    for (Precision precision : Precision.values()) {
      double unit = precision == Precision.FLOAT ? 1e-5 : 1e-13;
      for (Shape shape : Shapes.some()) {
        try (Point point = new Point(shape, precision)) {
          double eta = 0.01 / shape.k();
          point.at(gradient, 5);
          double[] a = Weights.a(point.student);
          double[] v = Weights.v(point.student);
          for (int j = 0; j < a.length; j++) {
            a[j] -= eta * precision.get(point.gradA, 0, j);
          }
          for (int i = 0; i < v.length; i++) {
            v[i] -= eta * precision.get(point.gradW, 0, i);
          }
          point
              .scene
              .gradient(gradient)
              .step(point.arena, point.student, point.scene.teacher(), SEED, NUMBER)
              .run(5, 1, eta, eta);
          assertThat(Weights.a(point.student))
              .as("a, %s %s", shape, precision)
              .containsExactly(a, within(unit * (1 + PlainModel.dot(a, a))));
          assertThat(Weights.v(point.student))
              .as("v, %s %s", shape, precision)
              .containsExactly(PlainModel.unit(v), within(unit));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void populationIsThePlainFormula(Precision precision) {
    double unit = precision == Precision.FLOAT ? 1e-5 : 1e-13;
    for (Shape shape : Shapes.all()) {
      try (Point point = new Point(shape, precision)) {
        double[] a = Weights.a(point.student);
        double[] v = Weights.v(point.student);
        double[] starA = Weights.a(point.scene.teacher());
        double[] starV = Weights.v(point.scene.teacher());
        double scale = 1 + PlainModel.dot(starA, starA) + PlainModel.sum(starA);
        double loss = point.at("population", 0);
        assertThat(loss)
            .as("loss, %s", shape)
            .isCloseTo(PlainModel.loss(a, v, starA, starV), within(10 * unit * scale * scale));
        double[] gradientA = PlainModel.gradientA(a, v, starA, starV);
        for (int j = 0; j < a.length; j++) {
          assertThat(precision.get(point.gradA, 0, j))
              .as("∇_a, %s", shape)
              .isCloseTo(gradientA[j], within(unit * scale));
        }
        double[] gradientW = PlainModel.gradientW(a, v, starA, starV);
        for (int i = 0; i < v.length; i++) {
          assertThat(precision.get(point.gradW, 0, i))
              .as("∇_w, %s", shape)
              .isCloseTo(gradientW[i], within(unit * scale));
        }
      }
    }
  }

  @Test
  void populationKeepsItsDigitsNearTheOptimum() {
    try (Point point = new Point(new Shape(16, 8), Precision.DOUBLE)) {
      Student student = point.student;
      for (int j = 0; j < 16; j++) {
        student.setA(j, point.scene.teacher().a(j));
      }
      for (int i = 0; i < 8; i++) {
        student.setV(i, point.scene.teacher().v(i));
      }
      student.setA(3, student.a(3) + 1e-9);
      double off = student.a(3) - point.scene.teacher().a(3);
      double loss = point.at("population", 0);
      assertThat(loss).isCloseTo(off * off / 4, within(1e-6 * off * off));
      assertThat(Precision.DOUBLE.get(point.gradA, 0, 3)).isCloseTo(off / 2, within(1e-6 * off));
      assertThat(Precision.DOUBLE.get(point.gradA, 0, 4))
          .isCloseTo(off / (2 * Math.PI), within(1e-6 * off));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void lossIsTheMeanOverTheBatch(Precision precision) {
    double unit = precision == Precision.FLOAT ? 1e-4 : 1e-12;
    for (Shape shape : Shapes.some()) {
      try (Point point = new Point(shape, precision)) {
        double mean = 0;
        for (long input = 3; input < 6; input++) { // Step 1 of batches of 3.
          mean += residual(point, input) * residual(point, input) / 6;
        }
        assertThat(point.at("resident3", 1))
            .as("%s", shape)
            .isCloseTo(mean, within(unit * (1 + mean)));
        assertThat(point.at("packed3", 1)).isEqualTo(point.at("resident3", 1));
      }
    }
  }

  private static double residual(Point point, long input) {
    Inputs inputs = point.scene.inputs(Inputs.Layout.ROW_MAJOR);
    double[][] z = PatchProductsTest.patches(inputs, input);
    double f = PlainModel.output(Weights.a(point.student), Weights.v(point.student), z);
    return f - inputs.precision().get(inputs.labels(), 0, input);
  }

  @ParameterizedTest
  @FieldSource("GRADIENTS")
  void weightsStayAndPaddingIsZero(String gradient) {
    for (Precision precision : Precision.values()) {
      for (Shape shape : Shapes.some()) {
        try (Point point = new Point(shape, precision)) {
          String before = new Digest().add(point.student.memory()).hex();
          point.at(gradient, 1);
          assertThat(new Digest().add(point.student.memory()).hex()).isEqualTo(before);
          assertZeroFrom(shape.k(), point.gradA, precision);
          assertZeroFrom(shape.p(), point.gradW, precision);
        }
      }
    }
  }

  private static void assertZeroFrom(long n, MemorySegment array, Precision precision) {
    for (long i = n; i < precision.padded(n); i++) {
      assertThat(precision.get(array, 0, i)).isZero();
    }
  }

  @Test
  @Tag("bits")
  void everyGradientHasThePinnedBits() {
    Map<String, String> digests = new HashMap<>();
    for (Precision precision : Precision.values()) {
      for (String gradient : GRADIENTS) {
        Digest digest = new Digest();
        for (Shape shape : Shapes.all()) {
          try (Point point = new Point(shape, precision)) {
            digest.add(point.at(gradient, 7)).add(point.gradA).add(point.gradW);
          }
        }
        digests.put(gradient + "." + precision, digest.hex());
      }
    }
    Golden.check("gradients.properties", digests);
  }

  @Test
  void badBuffersAreRefused() {
    try (Point point = new Point(new Shape(20, 20), Precision.FLOAT);
        Arena arena = Arena.ofConfined()) {
      LossGradient gradient =
          LossGradient.of(
              arena, point.student, point.scene.teacher(), new Gradient.Dense(1), SEED, NUMBER);
      MemorySegment a = point.gradA;
      MemorySegment w = point.gradW;
      Refusal.of(() -> gradient.at(-1, a, w), "step is -1");
      Refusal.of(() -> gradient.at(0, a.asSlice(0, 64), w), "gradient of a has 64 bytes", "128");
      Refusal.of(() -> gradient.at(0, a, w.asReadOnly()), "gradient of w is read-only");
      Refusal.of(() -> gradient.at(0, a, a), "gradient of a and the gradient of w share 128 bytes");
      Refusal.of(
          () -> gradient.at(0, point.student.outputWeight(), w),
          "student's memory and the gradient of a share 128 bytes");
      Refusal.of(
          () -> gradient.at(0, MemorySegment.ofArray(new float[32]), w), "lies on the Java heap");
      Refusal.of(
          () ->
              LossGradient.of(
                  arena, point.student, point.scene.teacher(), new Gradient.Projected(1), 0, 0),
          "projected gradient",
          "take Population, Dense or Resident");
    }
  }
}
