package io.skiplane.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.descent.Descent;
import io.skiplane.descent.Point;
import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.LossGradient;
import io.skiplane.memory.Precision;
import io.skiplane.model.StepSizes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the theory says of the population's gradient and descent, on 10⁵ random problems each. */
class PopulationInvariantsTest {
  private static final int PROBLEMS = 100_000;
  private static final int STEPS = 8;

  /** In units of the sizes that are added up; the errors met are printed. */
  private static final double ROUNDING = 2e-14;

  /**
   * The reduced step keeps the angle itself; v is written from it and from the direction across v*
   * that v had at the start, which a start next to ±v* tells less well.
   */
  private static final double WRITTEN = 1000;

  private double worst;

  private void assertZero(String what, int problem, double difference, double size) {
    double error = Math.abs(difference) / size;
    assertThat(error).as("%s of problem %d", what, problem).isLessThan(ROUNDING);
    worst = Math.max(worst, error);
  }

  private void report(String what) {
    System.out.printf(
        Locale.ROOT, "%s: %d problems, worst relative error %.1e%n", what, PROBLEMS, worst);
  }

  /**
   * The loss, and both dissipativity identities:
   *
   * <pre>
   * ⟨∇_a L, a − a*⟩ = (1/2π)[(S−S*)² + (π−1)‖a−a*‖² + (π−G)(T−N)]
   * ⟨∇_w L, v − v*⟩ = (T(π−φ)/2π) sin² φ     ⟨∇_w L, v⟩ = 0
   * </pre>
   *
   * <p>so that ∇_w points away from v* if and only if T is positive.
   */
  @Test
  void lossAndDissipativity() {
    for (int i = 0; i < PROBLEMS; i++) {
      try (RandomProblem problem = new RandomProblem(i)) {
        int k = problem.k;
        int p = problem.p;
        MemorySegment gradA = problem.arena.allocate(Precision.DOUBLE.paddedBytes(k), 64);
        MemorySegment gradW = problem.arena.allocate(Precision.DOUBLE.paddedBytes(p), 64);
        double loss = gradient(problem, gradA, gradW);
        double cosine = 0;
        double alongV = 0;
        double alongStar = 0;
        for (int n = 0; n < p; n++) {
          double g = gradW.getAtIndex(ValueLayout.JAVA_DOUBLE, n);
          cosine += problem.student.v(n) * problem.teacher.v(n);
          alongV += g * problem.student.v(n);
          alongStar += g * problem.teacher.v(n);
        }
        double alongA = 0;
        double sum = 0;
        double distance = 0;
        for (int n = 0; n < k; n++) {
          double apart = problem.a[n] - problem.starA[n];
          alongA += gradA.getAtIndex(ValueLayout.JAVA_DOUBLE, n) * apart;
          sum += apart;
          distance += apart * apart;
        }
        double n = problem.teacher.squaredNorm();
        double t = FixedPoint.dot(problem.a, problem.starA);
        double phi = Point.of(0, problem.student, problem.teacher).phi();
        double gap = Math.PI - (Math.PI - phi) * Math.cos(phi) - Math.sin(phi);
        double whole = sum * sum + (Math.PI - 1) * distance + gap * (n + Math.abs(t));
        double size = whole + k * (n + distance);
        double byHand = sum * sum + (Math.PI - 1) * distance + gap * (t - n);
        double turn = t * (Math.PI - phi) / (2 * Math.PI);
        double square = Math.sin(phi) * Math.sin(phi);
        double sizeT = RandomProblem.norm(problem.a) * Math.sqrt(n);
        assertThat(cosine).isBetween(Math.cos(phi) - 1e-14, Math.cos(phi) + 1e-14);
        assertZero("dissipativity of a", i, alongA - byHand / (2 * Math.PI), size);
        assertZero(
            "loss",
            i,
            loss - (sum * sum + (Math.PI - 1) * distance + 2 * gap * t) / (4 * Math.PI),
            size);
        assertThat(loss).isGreaterThanOrEqualTo(-ROUNDING * size);
        assertZero("∇_w along v", i, alongV, sizeT);
        assertZero("dissipativity of w", i, alongV - alongStar - turn * square, sizeT);
        if (Math.abs(t) > 1e-12 * sizeT && phi > 1e-5 && phi < Math.PI - 1e-5) {
          assertThat(Math.signum(alongV - alongStar)).isEqualTo(Math.signum(t));
        }
      }
    }
    report("loss and dissipativity");
  }

  private static double gradient(RandomProblem problem, MemorySegment a, MemorySegment w) {
    return LossGradient.of(
            problem.arena, problem.student, problem.teacher, new Gradient.Population(), 1, 0)
        .at(0, a, w);
  }

  /** Neither gradient moves a student at v = v*, a = a*, nor at v = −v* and the spurious a. */
  @Test
  void twoStationaryEnds() {
    for (int i = 0; i < PROBLEMS; i++) {
      try (RandomProblem problem = new RandomProblem(i)) {
        for (double sign : new double[] {1, -1}) {
          double[] end = sign > 0 ? problem.starA : problem.spurious();
          problem.putA(end);
          problem.putV(sign);
          MemorySegment gradA = problem.arena.allocate(Precision.DOUBLE.paddedBytes(problem.k), 64);
          MemorySegment gradW = problem.arena.allocate(Precision.DOUBLE.paddedBytes(problem.p), 64);
          double loss = gradient(problem, gradA, gradW);
          double n = problem.teacher.squaredNorm();
          double norm = Math.sqrt(n);
          for (int j = 0; j < problem.k; j++) {
            double g = gradA.getAtIndex(ValueLayout.JAVA_DOUBLE, j);
            assertZero("∇_a", i, g, Math.sqrt(problem.k) * norm);
          }
          for (int j = 0; j < problem.p; j++) {
            double g = gradW.getAtIndex(ValueLayout.JAVA_DOUBLE, j);
            assertZero("∇_w", i, g, norm * RandomProblem.norm(end) + n);
          }
          // The spurious end is no optimum: there the loss is that of its output weight alone.
          if (sign > 0) {
            assertZero("loss", i, loss, n);
          } else {
            assertThat(loss).isGreaterThan(1e-3 * n);
          }
        }
      }
    }
    report("stationary ends");
  }

  /**
   * A step turns v by exactly {@code atan(h sin φ)}, {@code h = η_w T(π−φ)/2π}, towards v*. So φ
   * never rises while T is positive if h is at most 2, for the turn is at most hφ, and beyond v* by
   * at most φ; and never falls while T is negative if −h is at most 1, for the turn then ends
   * before −v*. The step sizes here keep both, {@code η_w |T| ≤ 2} by a bound on ‖a‖.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void angleFallsWhileAlignedAndRisesWhileNot(boolean reduced) {
    Gradient gradient = reduced ? new Gradient.Reduced() : new Gradient.Population();
    long falls = 0;
    long rises = 0;
    for (int i = 0; i < PROBLEMS; i++) {
      try (RandomProblem problem = new RandomProblem(i)) {
        SplittableRandom random = new SplittableRandom(-i);
        double etaA = random.nextDouble() * 2 * Math.PI / (problem.k + Math.PI - 1);
        double starNorm = Math.sqrt(problem.teacher.squaredNorm());
        double largest = RandomProblem.norm(problem.a) + 4 * Math.sqrt(problem.k) * starNorm;
        double etaW = random.nextDouble() * 2 / (starNorm * largest);
        Descent descent =
            Descent.of(
                problem.arena,
                problem.student,
                problem.teacher,
                gradient,
                StepSizes.constant(etaA, etaW),
                1,
                0);
        Point before = descent.point();
        for (int step = 0; step < STEPS; step++) {
          descent.run(1);
          Point after = descent.point();
          double phi = before.phi();
          double t = before.alignment();
          assertThat(Math.abs(t) * etaW).isLessThanOrEqualTo(2);
          double h = etaW * t * (Math.PI - phi) / (2 * Math.PI);
          double turn = Math.atan(h * Math.sin(phi));
          assertZero("angle", i, after.phi() - Math.abs(phi - turn), reduced ? WRITTEN : 1);
          if (turn > 1e-13) {
            assertThat(after.phi()).as("problem %d, step %d", i, step).isLessThan(phi);
            falls++;
          } else if (turn < -1e-13) {
            assertThat(after.phi()).as("problem %d, step %d", i, step).isGreaterThan(phi);
            rises++;
          }
          before = after;
        }
      }
    }
    System.out.printf(Locale.ROOT, "φ fell %d times and rose %d times%n", falls, rises);
    assertThat(falls).isGreaterThan(PROBLEMS);
    assertThat(rises).isGreaterThan(PROBLEMS);
    report("angle, " + gradient.getClass().getSimpleName());
  }
}
