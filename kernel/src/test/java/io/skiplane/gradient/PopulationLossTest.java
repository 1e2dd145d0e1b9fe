package io.skiplane.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.testing.PlainModel;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The closed forms are the loss and its gradients: by finite differences and by Monte Carlo. */
class PopulationLossTest {
  /** Weights of the central difference of 8th order. */
  private static final double[] STENCIL = {4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280};

  @ParameterizedTest(name = "{0}x{1}, norm of v {2}")
  @CsvSource({"1,2,1", "5,3,1", "16,8,1", "33,20,1", "5,3,0.7", "16,8,1.6", "7,2,2.5"})
  void finiteDifferencesGiveTheGradients(int k, int p, double norm) {
    Random random = new Random(31L * k + p);
    double[] a = normals(k, random);
    double[] starA = normals(k, random);
    double[] starV = PlainModel.unit(normals(p, random));
    double[] v = PlainModel.unit(normals(p, random));
    for (int i = 0; i < p; i++) {
      v[i] *= norm;
    }
    double[] byA = differences(a, x -> PlainModel.loss(x, v, starA, starV));
    double[] byW = differences(v, x -> PlainModel.loss(a, x, starA, starV));
    assertClose(PlainModel.gradientA(a, v, starA, starV), byA, 1e-9);
    assertClose(PlainModel.gradientW(a, v, starA, starV), byW, 1e-9);
  }

  @ParameterizedTest(name = "{0}x{1}")
  @CsvSource({"1,2", "5,3", "16,8", "33,20"})
  void finiteDifferencesGiveTheStep(int k, int p) {
    try (Arena arena = Arena.ofConfined()) {
      Scene scene = new Scene(arena, new Shape(k, p), Precision.DOUBLE, 41);
      Student student = scene.student();
      double[] a = Weights.a(student);
      double[] v = Weights.v(student);
      double[] starA = Weights.a(scene.teacher());
      double[] starV = Weights.v(scene.teacher());
      double eta = StepSizes.stableBound(k) / 2;
      new Gradient.Population().step(arena, student, scene.teacher(), 0, 0).run(0, 1, eta, eta);
      double[] stepA = new double[k];
      for (int j = 0; j < k; j++) {
        stepA[j] = (a[j] - student.a(j)) / eta;
      }
      assertClose(stepA, differences(a, x -> PlainModel.loss(x, v, starA, starV)), 1e-9);
      double[] stepW = tangent(v, Weights.v(student), eta);
      assertClose(stepW, differences(v, x -> PlainModel.loss(a, x, starA, starV)), 1e-9);
    }
  }

  @Test
  void monteCarloGivesTheLoss() {
    int k = 4;
    int p = 3;
    Random random = new Random(5);
    double[] a = normals(k, random);
    double[] starA = normals(k, random);
    double[] starV = PlainModel.unit(normals(p, random));
    double[] v = PlainModel.unit(normals(p, random));
    int samples = 200_000;
    double sum = 0;
    double squares = 0;
    for (int n = 0; n < samples; n++) {
      double[][] z = new double[k][];
      for (int j = 0; j < k; j++) {
        z[j] = normals(p, random);
      }
      double r = PlainModel.output(a, v, z) - PlainModel.output(starA, starV, z);
      sum += r * r / 2;
      squares += r * r * r * r / 4;
    }
    double mean = sum / samples;
    double deviation = Math.sqrt((squares / samples - mean * mean) / samples);
    assertThat(mean).isCloseTo(PlainModel.loss(a, v, starA, starV), within(4 * deviation));
  }

  /** −η∇_w from v and its successor v' = (v − η∇_w)/‖·‖, as ∇_w stands across v. */
  private static double[] tangent(double[] v, double[] next, double eta) {
    double along = PlainModel.dot(v, next);
    double[] tangent = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      tangent[i] = (v[i] - next[i] / along) / eta;
    }
    return tangent;
  }

  private static double[] differences(double[] at, ToDoubleFunction<double[]> loss) {
    double h = 0x1p-7;
    double[] differences = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      for (int n = 0; n < STENCIL.length; n++) {
        double[] up = at.clone();
        double[] down = at.clone();
        up[i] += (n + 1) * h;
        down[i] -= (n + 1) * h;
        differences[i] += STENCIL[n] * (loss.applyAsDouble(up) - loss.applyAsDouble(down)) / h;
      }
    }
    return differences;
  }

  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    double size = Math.sqrt(PlainModel.dot(expected, expected));
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(tolerance * size));
    }
  }

  private static double[] normals(int count, Random random) {
    double[] x = new double[count];
    for (int i = 0; i < count; i++) {
      x[i] = random.nextGaussian();
    }
    return x;
  }
}
