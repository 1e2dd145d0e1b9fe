package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skiplane.gradient.Arithmetic;
import io.skiplane.gradient.Gradient;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import io.skiplane.testing.PlainModel;
import io.skiplane.testing.Refusal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PerturbedDescentTest {
  private static final StepSizes SIZES =
      new StepSizes(
          java.util.List.of(
              new StepSizes.Phase(30, 0.01, 0.0005), new StepSizes.Phase(1, 0.005, 0.001)));

  private static Student start(Arena arena, Teacher teacher, Precision precision, long number) {
    Student student = Student.allocate(arena, teacher.shape(), precision);
    Start start = new Start(arena, teacher);
    start.draw(Start.Kind.CNN, 5, number);
    start.to(student);
    return student;
  }

  private static double[] weights(Student student) {
    int k = (int) student.shape().k();
    double[] weights = new double[k + (int) student.shape().p()];
    Arrays.setAll(weights, i -> i < k ? student.a(i) : student.v(i - k));
    return weights;
  }

  @Test
  void withoutNoiseItIsPopulationDescent() {
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = Teacher.study(arena, new Shape(16, 8));
      Student one = start(arena, teacher, Precision.DOUBLE, 0);
      Student other = start(arena, teacher, Precision.DOUBLE, 0);
      PerturbedDescent.of(arena, one, teacher, SIZES, NoiseSchedule.NONE, 5, 0).run(500);
      Descent.of(arena, other, teacher, new Gradient.Population(), SIZES, 5, 0).run(500);
      double[] expected = weights(other);
      double[] actual = weights(one);
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], within(1e-11));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void bitsDependNeitherOnTheKernelNorOnHowStepsAreDivided(Precision precision) {
    NoiseSchedule noise = new NoiseSchedule(3, 2, 2, 25);
    double[] vectors = run(precision, noise, 100);
    assertThat(run(precision, noise, 7, 40, 0, 53)).isEqualTo(vectors);
    assertThat(Twins.onScalar(() -> run(precision, noise, 100))).isEqualTo(vectors);
    assertThat(run(precision, new NoiseSchedule(3, 2, 2, 26), 100)).isNotEqualTo(vectors);
  }

  private static double[] run(Precision precision, NoiseSchedule noise, long... parts) {
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = Teacher.study(arena, new Shape(17, 9));
      Student student = start(arena, teacher, precision, 3);
      PerturbedDescent descent = PerturbedDescent.of(arena, student, teacher, SIZES, noise, 5, 3);
      for (long part : parts) {
        descent.run(part);
      }
      return weights(student);
    }
  }

  /**
   * One step from one start by many students' noise: by the formula, a moves by −η_a ∇_a(v + ξ, a +
   * ε), which is linear in ε, and E ε = 0. With noise on a alone the mean step is that without
   * noise and its variance is (η_a/2π)² E|(11ᵀ + (π−1)I) ε|², where E εεᵀ = ρ²/(k+2) I.
   */
  @Test
  void noiseOnTheOutputWeightIsUniformInTheBall() {
    int runs = 4000;
    int k = 6;
    double radius = 2;
    double eta = 0.1;
    double squared = 0;
    double[] mean = new double[k];
    double[] still = step(k, new NoiseSchedule(0, 0, 1, 1), eta, 0);
    for (int number = 0; number < runs; number++) {
      double[] moved = step(k, new NoiseSchedule(0, radius, 1, 1), eta, number);
      for (int j = 0; j < k; j++) {
        double d = moved[j] - still[j];
        mean[j] += d / runs;
        squared += d * d / runs;
      }
    }
    double perEntry = radius * radius / (k + 2);
    double scale = eta / (2 * Math.PI);
    double one = k + Math.PI - 1;
    double rest = Math.PI - 1;
    double expected = scale * scale * perEntry * (one * one + (k - 1) * rest * rest);
    assertThat(squared).isCloseTo(expected, within(0.1 * expected));
    for (double m : mean) {
      assertThat(m).isCloseTo(0, within(5 * Math.sqrt(expected / k / runs) + 1e-12));
    }
  }

  private static double[] step(int k, NoiseSchedule noise, double eta, long number) {
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = Teacher.study(arena, new Shape(k, 4));
      Student student = start(arena, teacher, Precision.DOUBLE, 0);
      PerturbedDescent.of(arena, student, teacher, StepSizes.constant(eta, 0), noise, 11, number)
          .run(1);
      return Arrays.copyOf(weights(student), k);
    }
  }

  /** A step against the formulas written out, at (v + ξ, a + ε) with the same draws. */
  @Test
  void aStepIsTheGradientsAtThePerturbedPlace() {
    double etaA = 0.02;
    double etaW = 0.001;
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = Teacher.study(arena, new Shape(5, 6));
      for (long number = 0; number < 50; number++) {
        Student student = start(arena, teacher, Precision.DOUBLE, number);
        double[] before = weights(student);
        double[] a = Arrays.copyOf(before, 5);
        double[] v = Arrays.copyOfRange(before, 5, 11);
        double[] placeA = added(a, ball(arena, 5, 3, 1, number));
        double[] placeV = added(v, ball(arena, 6, 2, 0, number));
        double[] starA = {teacher.a(0), teacher.a(1), teacher.a(2), teacher.a(3), teacher.a(4)};
        double[] starV = new double[6];
        Arrays.setAll(starV, teacher::v);
        double[] gradA = PlainModel.gradientA(placeA, placeV, starA, starV);
        double[] gradW = PlainModel.gradientW(placeA, placeV, starA, starV);
        PerturbedDescent.of(
                arena,
                student,
                teacher,
                StepSizes.constant(etaA, etaW),
                new NoiseSchedule(2, 3, 1, 1),
                11,
                number)
            .run(1);
        for (int j = 0; j < 5; j++) {
          assertThat(student.a(j)).isCloseTo(a[j] - etaA * gradA[j], within(1e-12));
        }
        for (int i = 0; i < 6; i++) {
          v[i] -= etaW * gradW[i];
        }
        double[] moved = PlainModel.unit(v);
        for (int i = 0; i < 6; i++) {
          assertThat(student.v(i)).isCloseTo(moved[i], within(1e-12));
        }
      }
    }
  }

  private static double[] ball(Arena arena, int n, double radius, int stream, long number) {
    Arithmetic on = Arithmetic.of(arena, Precision.DOUBLE);
    MemorySegment draw = on.allocate(arena, n + 2);
    on.normals(draw, n + 2, 11, number, stream, 0);
    double squared = 0;
    for (int i = 0; i < n + 2; i++) {
      squared += Math.pow(Precision.DOUBLE.get(draw, 0, i), 2);
    }
    double[] point = new double[n];
    for (int i = 0; i < n; i++) {
      point[i] = radius * Precision.DOUBLE.get(draw, 0, i) / Math.sqrt(squared);
    }
    return point;
  }

  private static double[] added(double[] x, double[] y) {
    double[] sum = x.clone();
    for (int i = 0; i < x.length; i++) {
      sum[i] += y[i];
    }
    return sum;
  }

  /**
   * With a radius R far above 1 the place is ξ alone, of a direction u uniform on the sphere and of
   * norm r. At a = a* a step adds η_w N(π−φ)/2πr · (I − uuᵀ)v*, along v* η_w N(π−φ)sin²φ/2πr, with
   * the mean η_w N/4R: φ has the law of π − φ, E sin²φ = (p−1)/p and E 1/r = p/(p−1)R. So v across
   * v* turns towards v*, whatever it is; of 2000 runs the mean errs by about 1 in 100.
   */
  @Test
  void largeNoiseForgetsWhereTheStudentIs() {
    double toward = 0;
    int runs = 2000;
    double squaredNorm;
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = Teacher.study(arena, new Shape(4, 8));
      squaredNorm = teacher.squaredNorm();
      Student student = Student.allocate(arena, teacher.shape(), Precision.DOUBLE);
      for (int number = 0; number < runs; number++) {
        for (int j = 0; j < 4; j++) {
          student.setA(j, teacher.a(j));
        }
        for (int i = 0; i < 8; i++) {
          student.setV(i, i < 4 ? teacher.v(i + 4) : -teacher.v(i - 4)); // across v*
        }
        PerturbedDescent.of(
                arena,
                student,
                teacher,
                StepSizes.constant(0, 0.01),
                new NoiseSchedule(100, 0, 1, 1),
                2,
                number)
            .run(1);
        for (int i = 0; i < 8; i++) {
          toward += student.v(i) * teacher.v(i) / runs;
        }
      }
    }
    double expected = 0.01 * squaredNorm / (4 * 100);
    assertThat(toward).isCloseTo(expected, within(0.05 * expected));
  }

  @ParameterizedTest
  @CsvSource({"0, 8", "6, 8", "7, 4", "13, 4", "14, 2", "20, 2", "21, 0", "100000, 0"})
  void radiiAreHalvedFromPhaseToPhase(long step, double radius) {
    assertThat(8 * new NoiseSchedule(8, 1, 3, 7).factor(step)).isEqualTo(radius);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new NoiseSchedule(-1, 0, 1, 1))
        .hasMessage("noise radiusW is -1.0; it must be finite and at least 0");
    assertThatThrownBy(() -> new NoiseSchedule(1, 0, 0, 1))
        .hasMessage("noise of 0 phases of 1 steps; both must be at least 1");
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = Teacher.study(arena, new Shape(4, 4));
      Student student = start(arena, teacher, Precision.DOUBLE, 0);
      PerturbedDescent descent =
          PerturbedDescent.of(arena, student, teacher, SIZES, NoiseSchedule.NONE, 1, 0);
      assertThatThrownBy(() -> descent.run(-1)).hasMessageContaining("must be at least 0");
      student.setV(1, 3);
      Refusal.of(
          () -> PerturbedDescent.of(arena, student, teacher, SIZES, NoiseSchedule.NONE, 1, 0),
          "‖v‖² is ",
          "normalise()");
      student.normalise();
      Precision.DOUBLE.set(student.memory(), 0, 2, Double.NaN);
      Refusal.of(
          () -> PerturbedDescent.of(arena, student, teacher, SIZES, NoiseSchedule.NONE, 1, 0),
          "a[2] is NaN");
      student.setA(2, 1);
      PerturbedDescent wild =
          PerturbedDescent.of(
              arena,
              student,
              teacher,
              StepSizes.constant(0.1, 1e308),
              new NoiseSchedule(1, 0, 1, 1000),
              1,
              0);
      assertThatThrownBy(() -> wild.run(100)).isInstanceOf(DivergenceException.class);
    }
  }
}
