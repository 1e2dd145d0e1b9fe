package io.skiplane.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.descent.Descent;
import io.skiplane.gradient.Gradient;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The population and the reduced step are the same descent: 1e−10 over thousands of steps. */
class PopulationReducedTest {
  private static final long STEPS = 5000;
  private static final long STRIDE = 50;
  private static final double TOLERANCE = 1e-10;

  /**
   * Near 0 the entries of v, of size 1, cannot follow φ: steps below their rounding stop moving it.
   */
  private static final double PHI_ROUNDING = 1e-13;

  @ParameterizedTest
  @CsvSource({
    "1, 2", "1, 8", "2, 1", "4, 3", "16, 8", "17, 33", "33, 17", "100, 8", "100, 64", "257, 5"
  })
  void agree(int k, int p) {
    double worst = 0;
    for (Start.Kind kind : Start.Kind.values()) {
      for (long seed = 0; seed < 4; seed++) {
        worst = Math.max(worst, worstDifference(k, p, kind, seed));
      }
    }
    System.out.printf(
        Locale.ROOT, "population against reduced, %dx%d: %.1e relative%n", k, p, worst);
    assertThat(worst).isLessThan(TOLERANCE);
  }

  /** A change of step sizes on the way is the same for both. */
  @Test
  void agreeThroughTheWarmUp() {
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = Teacher.study(arena, new Shape(16, 8));
      double worst =
          worstDifference(arena, teacher, Start.Kind.CNN, 9, StepSizes.warmUpFor(16), STEPS);
      assertThat(worst).isLessThan(TOLERANCE);
    }
  }

  private static double worstDifference(int k, int p, Start.Kind kind, long seed) {
    try (Arena arena = Arena.ofConfined()) {
      Shape shape = new Shape(k, p);
      boolean study = seed % 2 == 0 && k > 1 && p > 1;
      Teacher teacher = study ? Teacher.study(arena, shape) : Teacher.random(arena, shape, seed);
      double eta = seed < 2 ? 1.0 / (k * (double) k) : 0.1 / k;
      StepSizes sizes = StepSizes.constant(eta, study ? Math.min(eta, 0.01 / k) : eta);
      return worstDifference(arena, teacher, kind, seed, sizes, STEPS);
    }
  }

  /** The largest relative difference of a, of v and of φ at every stride on the way. */
  private static double worstDifference(
      Arena arena, Teacher teacher, Start.Kind kind, long seed, StepSizes sizes, long steps) {
    Start start = new Start(arena, teacher);
    start.draw(kind, seed, 5);
    Student population = Student.allocate(arena, teacher.shape(), Precision.DOUBLE);
    Student reduced = Student.allocate(arena, teacher.shape(), Precision.DOUBLE);
    start.to(population);
    start.to(reduced);
    Descent one = Descent.of(arena, population, teacher, new Gradient.Population(), sizes, seed, 0);
    Descent other = Descent.of(arena, reduced, teacher, new Gradient.Reduced(), sizes, seed, 0);
    double worst = 0;
    for (long step = 0; step < steps; step += STRIDE) {
      one.run(STRIDE);
      other.run(STRIDE);
      worst = Math.max(worst, difference(population, reduced));
      double phi = one.point().phi();
      double apart = Math.max(0, Math.abs(phi - other.point().phi()) - PHI_ROUNDING);
      worst = Math.max(worst, apart == 0 ? 0 : apart / phi);
    }
    return worst;
  }

  private static double difference(Student one, Student other) {
    double aApart = 0;
    double aSize = 0;
    for (long j = 0; j < one.shape().k(); j++) {
      double d = one.a(j) - other.a(j);
      aApart += d * d;
      aSize += one.a(j) * one.a(j);
    }
    double vApart = 0;
    for (long i = 0; i < one.shape().p(); i++) {
      double d = one.v(i) - other.v(i);
      vApart += d * d;
    }
    return Math.max(Math.sqrt(aApart / aSize), Math.sqrt(vApart));
  }
}
