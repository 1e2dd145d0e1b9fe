package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skiplane.gradient.Gradient;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import io.skiplane.testing.PlainModel;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where formulas degenerate: ends of the sphere, a = 0, parallel vectors, one patch, one column.
 */
class EdgeCasesTest {
  private final Arena arena = Arena.ofAuto();

  @ParameterizedTest(name = "{0}x{1} at ±v* = {2}")
  @CsvSource({
    "1,1,1", "1,1,-1", "1,2,1", "5,2,-1", "16,8,1", "16,8,-1", "3,40,1", "3,40,-1", "17,1,-1"
  })
  void everyGradientIsDefinedAtBothPoles(int k, int p, int sign) {
    for (Precision precision : Precision.values()) {
      for (String name : Scene.GRADIENTS) {
        Scene scene = new Scene(arena, new Shape(k, p), precision, 3);
        Student student = scene.student();
        for (int i = 0; i < p; i++) {
          student.setV(i, sign * scene.teacher().v(i));
        }
        Descent.of(arena, student, scene.teacher(), scene.gradient(name), scene.stepSizes(), 1, 2)
            .run(190); // not right after an exact normalisation
        String what = name + " " + precision;
        double[] v = Weights.v(student);
        assertThat(Weights.a(student)).as(what).doesNotContain(Double.NaN);
        double unit = precision == Precision.FLOAT ? 0x1p-23 : 0x1p-52;
        assertThat(PlainModel.dot(v, v)).as(what).isCloseTo(1, within(100 * unit));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void poleHasNoPopulationGradient(Precision precision) {
    double unit = precision == Precision.FLOAT ? 0x1p-23 : 0x1p-52;
    for (int sign : new int[] {-1, 1}) {
      for (int p : new int[] {1, 2, 8, 40}) {
        Scene scene = new Scene(arena, new Shape(9, p), precision, 4);
        Student student = scene.student();
        for (int i = 0; i < p; i++) {
          student.setV(i, sign * scene.teacher().v(i));
        }
        run(student, scene.teacher(), new Gradient.Population(), 0.05, 1000);
        for (int i = 0; i < p; i++) {
          assertThat(student.v(i))
              .as("v[%d] of %d, sign %d", i, p, sign)
              .isCloseTo(sign * scene.teacher().v(i), within(40 * unit));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void spuriousOptimumStays(Precision precision) {
    double unit = precision == Precision.FLOAT ? 0x1p-23 : 0x1p-52;
    int k = 25;
    Teacher teacher = Teacher.study(arena, new Shape(k, 8));
    Student student = Student.allocate(arena, teacher.shape(), precision);
    double[] a = spurious(Weights.a(teacher));
    for (int j = 0; j < k; j++) {
      student.setA(j, a[j]);
    }
    for (int i = 0; i < 8; i++) {
      student.setV(i, -teacher.v(i));
    }
    double[] gradient =
        PlainModel.gradientA(a, Weights.v(student), Weights.a(teacher), Weights.v(teacher));
    assertThat(Math.sqrt(PlainModel.dot(gradient, gradient))).isLessThan(1e-5);
    run(student, teacher, new Gradient.Population(), 1.0 / (k * k), 1000);
    double size = Math.sqrt(PlainModel.dot(a, a));
    for (int j = 0; j < k; j++) {
      assertThat(student.a(j)).isCloseTo(a[j], within(100 * unit * size));
    }
    for (int i = 0; i < 8; i++) {
      assertThat(student.v(i)).isCloseTo(-teacher.v(i), within(100 * unit));
    }
  }

  /** (11ᵀ+(π−1)I)⁻¹(11ᵀ−I)a*, by Sherman and Morrison. */
  private static double[] spurious(double[] star) {
    double level = Math.PI - 1;
    double sum = PlainModel.sum(star);
    double[] a = new double[star.length];
    double rest = sum * (star.length - 1) / (level + star.length);
    for (int j = 0; j < a.length; j++) {
      a[j] = (sum - star[j] - rest) / level;
    }
    return a;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void zeroOutputWeightLearns(Precision precision) {
    Teacher teacher = Teacher.study(arena, new Shape(16, 8));
    Student student = Student.allocate(arena, teacher.shape(), precision);
    Descent descent =
        Descent.of(
            arena, student, teacher, new Gradient.Population(), StepSizes.warmUpFor(16), 0, 0);
    double before = descent.point().loss();
    descent.run(20_000);
    assertThat(descent.point().loss()).isLessThan(before / 100);
    Student reduced = Student.allocate(arena, teacher.shape(), precision);
    Descent other =
        Descent.of(arena, reduced, teacher, new Gradient.Reduced(), StepSizes.warmUpFor(16), 0, 0);
    other.run(20_000);
    assertThat(other.point().loss()).isLessThan(before / 100);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"sum zero", "level", "level and one patch"})
  void degenerateGramMatrix(String teacherKind) {
    int k = teacherKind.endsWith("patch") ? 1 : 12;
    double[] star = new double[k];
    for (int j = 0; j < k; j++) {
      star[j] = teacherKind.startsWith("level") ? 0.3 : j % 2 == 0 ? 2 : -2;
    }
    double[] v = new double[6];
    Arrays.fill(v, 1 / Math.sqrt(6));
    v[0] = -v[0];
    Teacher teacher = Teacher.of(arena, star, v);
    Student population = Student.allocate(arena, teacher.shape(), Precision.DOUBLE);
    for (int j = 0; j < k; j++) {
      population.setA(j, 0.1 * j - 0.3);
    }
    Student reduced = Student.allocate(arena, teacher.shape(), Precision.DOUBLE);
    reduced.copyFrom(population);
    run(population, teacher, new Gradient.Population(), 0.02, 777);
    run(reduced, teacher, new Gradient.Reduced(), 0.02, 777);
    for (int j = 0; j < k; j++) {
      assertThat(reduced.a(j)).isCloseTo(population.a(j), within(1e-10));
    }
    for (int i = 0; i < 6; i++) {
      assertThat(reduced.v(i)).isCloseTo(population.v(i), within(1e-10));
    }
  }

  @Test
  void angleFallsWhileTheOutputWeightsAgree() {
    for (Precision precision : Precision.values()) {
      Scene scene = new Scene(arena, new Shape(12, 20), precision, 6);
      Student student = scene.student();
      Descent descent =
          Descent.of(
              arena,
              student,
              scene.teacher(),
              new Gradient.Population(),
              StepSizes.constant(0.05, 0.01),
              0,
              0);
      double slack = precision == Precision.FLOAT ? 1e-6 : 1e-14;
      double phi = descent.point().phi();
      boolean agreed = descent.point().alignment() > 0;
      int falls = 0;
      for (int step = 0; step < 3000; step++) {
        descent.run(1);
        Point point = descent.point();
        if (agreed) {
          assertThat(point.phi()).as("step %d", step).isLessThanOrEqualTo(phi + slack);
          falls++;
        }
        phi = point.phi();
        agreed = point.alignment() > 0;
      }
      assertThat(falls).isGreaterThan(1000);
    }
  }

  private void run(Student student, Teacher teacher, Gradient gradient, double eta, long steps) {
    Descent.of(arena, student, teacher, gradient, StepSizes.constant(eta, eta), 0, 0).run(steps);
  }
}
