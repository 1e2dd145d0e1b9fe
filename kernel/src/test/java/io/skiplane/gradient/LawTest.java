package io.skiplane.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import io.skiplane.testing.PlainModel;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Dense and projected gradients have one law, whose mean is the population gradient: means and
 * second moments of every entry over a million steps from the same weights. The streams are named
 * by a seed, so the outcome is fixed; the bound is what one such table in 10⁵ exceeds.
 */
class LawTest {
  private static final int STEPS = 1_000_000;
  private static final double LARGEST_Z = 5.5;

  @ParameterizedTest(name = "{0}x{1}, angle {2}π, {3}, batch {4}")
  @CsvSource({
    "3,   2, 0.3, FLOAT, 1",
    "2,   5, 0.9, DOUBLE, 1",
    "5,   4, 0,   FLOAT, 1",
    "3,   4, 1,   DOUBLE, 1",
    "2,   3, 0.5, FLOAT, 3",
    "1,   1, 1,   DOUBLE, 1",
    "2,  17, 0.6, FLOAT, 1"
  })
  void momentsAgree(long k, long p, double angle, Precision precision, int batch) {
    try (Arena arena = Arena.ofConfined()) {
      Shape shape = new Shape(k, p);
      Teacher teacher = Teacher.study(arena, shape, 2, k == 1 ? 2 : 1, angle * Math.PI);
      Student student = Student.allocate(arena, shape, precision);
      for (int j = 0; j < k; j++) {
        student.setA(j, 0.5 - 0.25 * j);
      }
      student.normalise();
      double[] meanA =
          PlainModel.gradientA(
              Weights.a(student), Weights.v(student), Weights.a(teacher), Weights.v(teacher));
      double[] meanW =
          PlainModel.gradientW(
              Weights.a(student), Weights.v(student), Weights.a(teacher), Weights.v(teacher));
      Moments dense = moments(arena, student, teacher, new Gradient.Dense(batch));
      Moments projected = moments(arena, student, teacher, new Gradient.Projected(batch));
      double worst = Math.max(dense.worstMean(meanA, meanW), projected.worstMean(meanA, meanW));
      worst = Math.max(worst, dense.worstAgainst(projected));
      System.out.printf(
          "law %dx%d, angle %sπ, %s, batch %d: largest |z| %.2f of %.2f%n",
          k, p, angle, precision, batch, worst, LARGEST_Z);
      assertThat(worst).isLessThan(LARGEST_Z);
    }
  }

  private static Moments moments(Arena arena, Student student, Teacher teacher, Gradient gradient) {
    MemorySegment start = arena.allocate(student.memory().byteSize(), 64);
    start.copyFrom(student.memory());
    GradientStep step = gradient.step(arena, student, teacher, 77, 1);
    double[] a = Weights.a(student);
    double[] v = Weights.v(student);
    Moments moments = new Moments(a.length + v.length);
    double etaA = 1;
    double etaW = 0x1p-6;
    for (int t = 0; t < STEPS; t++) {
      // Not every 64th number: those steps measure the norm as well, which changes no law.
      step.run(t, 1, etaA, etaW);
      double along = 0;
      for (int i = 0; i < v.length; i++) {
        along += v[i] * student.v(i);
      }
      for (int j = 0; j < a.length; j++) {
        moments.add(j, (a[j] - student.a(j)) / etaA);
      }
      for (int i = 0; i < v.length; i++) {
        moments.add(a.length + i, (v[i] - student.v(i) / along) / etaW);
      }
      student.memory().copyFrom(start);
    }
    return moments;
  }

  /** Sums of powers of each entry of (∇_a, ∇_w). */
  private static final class Moments {
    private final double[][] powers;

    Moments(int entries) {
      powers = new double[entries][4];
    }

    void add(int entry, double x) {
      double[] sums = powers[entry];
      double square = x * x;
      sums[0] += x;
      sums[1] += square;
      sums[2] += square * x;
      sums[3] += square * square;
    }

    private double mean(int entry, int power) {
      return powers[entry][power - 1] / STEPS;
    }

    /** Squared standard error of the mean of the given power, 1 or 2. */
    private double error(int entry, int power) {
      double mean = mean(entry, power);
      return (mean(entry, 2 * power) - mean * mean) / STEPS;
    }

    double worstMean(double[] meanA, double[] meanW) {
      double worst = 0;
      for (int e = 0; e < powers.length; e++) {
        double expected = e < meanA.length ? meanA[e] : meanW[e - meanA.length];
        worst = Math.max(worst, z(mean(e, 1) - expected, error(e, 1)));
      }
      return worst;
    }

    double worstAgainst(Moments other) {
      double worst = 0;
      for (int e = 0; e < powers.length; e++) {
        for (int power = 1; power <= 2; power++) {
          double difference = mean(e, power) - other.mean(e, power);
          worst = Math.max(worst, z(difference, error(e, power) + other.error(e, power)));
        }
      }
      return worst;
    }

    /** An entry that does not vary, as v for p = 1, must agree up to rounding. */
    private static double z(double difference, double squaredError) {
      return Math.abs(difference) / Math.sqrt(Math.max(squaredError, 1e-12));
    }
  }
}
