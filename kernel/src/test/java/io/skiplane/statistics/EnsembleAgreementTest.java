package io.skiplane.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skiplane.descent.Descent;
import io.skiplane.descent.Ensemble;
import io.skiplane.descent.Outcome;
import io.skiplane.descent.Point;
import io.skiplane.descent.StopRule;
import io.skiplane.descent.StudentTable;
import io.skiplane.gradient.Gradient;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A student ends the same in an ensemble, alone by the reduced step, and by the population step.
 */
class EnsembleAgreementTest {
  private static final Shape SHAPE = new Shape(16, 8);
  private static final int STUDENTS = 300;
  private static final long SEED = 91;
  private static final StopRule STOP_RULE = new StopRule(1e-4, 200_000);
  private static final StepSizes SIZES = StepSizes.constantFor(16);

  /** Students whose every step is also taken by the population gradient. */
  private static final int POPULATION_STUDENTS = 60;

  /** Students, of more that are trapped from either start, who go on. */
  private static final int TRAPPED_STUDENTS = 40;

  private static final long LONGER = 20;

  private final Arena arena = Arena.ofConfined();
  private final Teacher teacher = Teacher.study(arena, SHAPE);
  private final Start start = new Start(arena, teacher);
  private final StudentTable table = StudentTable.allocate(arena, STUDENTS);

  @AfterEach
  void close() {
    arena.close();
  }

  private void fill(Start.Kind kind) {
    for (long row = 0; row < STUDENTS; row++) {
      start.draw(kind, SEED, row);
      table.start(row, start, teacher);
    }
    Ensemble.of(arena, Precision.DOUBLE)
        .run(table, 0, STUDENTS, teacher, SIZES, STOP_RULE, (steps, ended) -> true);
  }

  @ParameterizedTest
  @EnumSource(Start.Kind.class)
  void endsAreThoseOfTheReducedDescent(Start.Kind kind) {
    fill(kind);
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    double worst = 0;
    for (long row = 0; row < STUDENTS; row++) {
      Point end = descend(kind, row, new Gradient.Reduced()).point();
      assertThat(outcome(end)).as("student %d", row).isEqualTo(table.outcome(row));
      counts.merge(table.outcome(row), 1, Integer::sum);
      worst = Math.max(worst, Math.abs(end.phi() - table.phi(row)));
      assertThat(end.phi()).isCloseTo(table.phi(row), within(1e-13));
      assertThat(end.alignment())
          .isCloseTo(table.alignment(row), within(1e-12 * teacher.squaredNorm()));
      assertThat(end.squaredDistanceA())
          .isCloseTo(table.squaredDistanceA(row), within(1e-12 * teacher.squaredNorm()));
    }
    System.out.println("ensemble, " + kind + " start: " + counts + ", φ off by " + worst);
    assertThat(counts.getOrDefault(Outcome.UNDECIDED, 0)).isZero();
  }

  @ParameterizedTest
  @EnumSource(Start.Kind.class)
  void endsAreThoseOfThePopulationDescent(Start.Kind kind) {
    fill(kind);
    for (long row = 0; row < POPULATION_STUDENTS; row++) {
      Point end = descend(kind, row, new Gradient.Population()).point();
      assertThat(outcome(end)).as("student %d", row).isEqualTo(table.outcome(row));
      assertThat(end.phi()).isCloseTo(table.phi(row), within(1e-10));
      assertThat(end.squaredDistanceA())
          .isCloseTo(table.squaredDistanceA(row), within(1e-10 * teacher.squaredNorm()));
    }
  }

  /** The ensemble stops a trapped student early, on a proof that it stays trapped: it does. */
  @ParameterizedTest
  @EnumSource(Start.Kind.class)
  void trappedStudentsStayTrapped(Start.Kind kind) {
    fill(kind);
    int trapped = 0;
    long longest = 0;
    for (long row = 0; row < STUDENTS && trapped < TRAPPED_STUDENTS; row++) {
      if (table.outcome(row) != Outcome.TRAPPED) {
        continue;
      }
      trapped++;
      longest = Math.max(longest, table.steps(row));
      Descent descent = descend(kind, row, new Gradient.Population());
      for (int part = 1; part < LONGER; part++) {
        descent.run(table.steps(row));
        assertThat(outcome(descent.point()))
            .as("student %d after %d steps", row, descent.step())
            .isEqualTo(Outcome.TRAPPED);
      }
    }
    assertThat(trapped).isEqualTo(TRAPPED_STUDENTS);
    System.out.println(
        kind + " start: " + trapped + " trapped after up to " + longest + " steps stay so");
  }

  /** A run of as many steps as the ensemble took, from the same start. */
  private Descent descend(Start.Kind kind, long row, Gradient gradient) {
    Student student = Student.allocate(arena, SHAPE, Precision.DOUBLE);
    start.draw(kind, SEED, row);
    start.to(student);
    Descent descent = Descent.of(arena, student, teacher, gradient, SIZES, SEED, row);
    descent.run(table.steps(row));
    return descent;
  }

  private static Outcome outcome(Point point) {
    if (point.squaredDistance() < STOP_RULE.tolerance()) {
      return Outcome.SUCCESS;
    }
    return point.phi() > Math.PI - 0.2 && point.alignment() < 0
        ? Outcome.TRAPPED
        : Outcome.UNDECIDED;
  }
}
