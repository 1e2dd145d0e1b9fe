package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.gradient.Gradient;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.testing.PlainModel;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Shapes;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The population step plans blocks of steps; what happens within a block and between two runs. */
class PopulationBlockTest {
  /** The longest block: no sum over the weights is read within it. */
  private static final int BLOCK = 63;

  @ParameterizedTest
  @EnumSource(Precision.class)
  void blockIsTheFormulasStepByStep(Precision precision) {
    double unit = precision == Precision.FLOAT ? 0x1p-24 : 0x1p-53;
    double worst = 0;
    for (Shape shape : Shapes.some()) {
      try (Arena arena = Arena.ofConfined()) {
        Scene scene = new Scene(arena, shape, precision, 23);
        Student student = scene.student();
        double[] a = Weights.a(student);
        double[] v = Weights.v(student);
        double[] starA = Weights.a(scene.teacher());
        double[] starV = Weights.v(scene.teacher());
        double eta = 0.3 / shape.k();
        descent(arena, scene, student, eta).run(BLOCK);
        for (int step = 0; step < BLOCK; step++) {
          plainStep(a, v, starA, starV, eta);
        }
        double size = Math.sqrt(PlainModel.dot(a, a)) + Math.sqrt(PlainModel.dot(starA, starA));
        double bound = (BLOCK + shape.k() + shape.p()) * unit * (1 + size);
        worst = Math.max(worst, distance(a, Weights.a(student)) / bound);
        worst = Math.max(worst, distance(v, Weights.v(student)) / bound);
      }
    }
    System.out.printf(
        "a block of population steps, %s: observed maximum %.3f of the bound%n", precision, worst);
    assertThat(worst).isLessThan(1);
  }

  /** Weights that the user writes between two runs are those that the next run starts from. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void weightsChangedBetweenRunsAreHonoured(Precision precision) {
    for (Shape shape : Shapes.some()) {
      try (Arena arena = Arena.ofConfined()) {
        Scene scene = new Scene(arena, shape, precision, 24);
        Student student = scene.student();
        double eta = 0.3 / shape.k();
        Descent descent = descent(arena, scene, student, eta);
        descent.run(10);
        student.setA(shape.k() - 1, student.a(shape.k() - 1) + 0.5);
        student.setV(0, student.v(0) + 0.25);
        student.normalise();
        Student other = Student.allocate(arena, shape, precision);
        other.copyFrom(student);
        descent.run(20);
        descent(arena, scene, other, eta).run(20);
        assertThat(student.memory().mismatch(other.memory()))
            .as("%s %s: first byte that differs from a descent that starts there", shape, precision)
            .isEqualTo(-1);
      }
    }
  }

  private static Descent descent(Arena arena, Scene scene, Student student, double eta) {
    StepSizes sizes = StepSizes.constant(eta, eta);
    return Descent.of(arena, student, scene.teacher(), new Gradient.Population(), sizes, 0, 0);
  }

  private static void plainStep(
      double[] a, double[] v, double[] starA, double[] starV, double eta) {
    double[] gradientA = PlainModel.gradientA(a, v, starA, starV);
    double[] gradientW = PlainModel.gradientW(a, v, starA, starV);
    for (int j = 0; j < a.length; j++) {
      a[j] -= eta * gradientA[j];
    }
    for (int i = 0; i < v.length; i++) {
      v[i] -= eta * gradientW[i];
    }
    System.arraycopy(PlainModel.unit(v), 0, v, 0, v.length);
  }

  private static double distance(double[] x, double[] y) {
    double squared = 0;
    for (int i = 0; i < x.length; i++) {
      squared += (x[i] - y[i]) * (x[i] - y[i]);
    }
    return Math.sqrt(squared);
  }
}
