package io.skiplane.gradient;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.CsvSource;

/** A population step is the closed form's, within rounding; so is the reduced step. */
class PopulationOracleTest {
  @ParameterizedTest(name = "{0} {1}, step {2}")
  @CsvSource({
    "population, FLOAT, 0",
    "population, DOUBLE, 0",
    "population, FLOAT, 63",
    "population, DOUBLE, 63",
    "reduced, FLOAT, 0",
    "reduced, DOUBLE, 0"
  })
  void stepWithinBound(String gradient, Precision precision, long step) {
    double worst = 0;
    for (Shape shape : Shapes.all()) {
      double ratio = ratio(shape, precision, gradient, step);
      assertThat(ratio).as("%s: error over bound", shape).isLessThanOrEqualTo(1);
      worst = Math.max(worst, ratio);
    }
    System.out.printf("%s %s: observed maximum %.3f of the bound%n", gradient, precision, worst);
  }

  private static double ratio(Shape shape, Precision precision, String gradient, long step) {
    try (Arena arena = Arena.ofConfined()) {
      Scene scene = new Scene(arena, shape, precision, 17);
      Student student = scene.student();
      double[] a = Weights.a(student);
      double[] v = Weights.v(student);
      double[] starA = Weights.a(scene.teacher());
      double[] starV = Weights.v(scene.teacher());
      double etaA = StepSizes.stableBound(shape.k()) / 3;
      double etaW = etaA / 2;
      scene.gradient(gradient).step(arena, student, scene.teacher(), 0, 0).run(step, 1, etaA, etaW);
      double[] gradientA = PlainModel.gradientA(a, v, starA, starV);
      double[] gradientW = PlainModel.gradientW(a, v, starA, starV);
      double[] nextV = new double[v.length];
      for (int i = 0; i < v.length; i++) {
        nextV[i] = v[i] - etaW * gradientW[i];
      }
      nextV = PlainModel.unit(nextV);
      double unit = 0x1p-52 + (precision == Precision.FLOAT ? 0x1p-24 : 0x1p-53);
      double n = shape.k() + shape.p() + 16; // products in the longest chain of sums
      double sums = 0; // Σ|a_j|(1 + |a*_j|): what the errors of S, T and φ are relative to
      for (int j = 0; j < a.length; j++) {
        sums += (Math.abs(a[j]) + Math.abs(starA[j])) * (1 + Math.abs(starA[j]));
      }
      double worst = 0;
      for (int j = 0; j < a.length; j++) {
        double bound = n * unit * (Math.abs(a[j]) + etaA * (sums + 4 * Math.abs(starA[j])));
        double error = Math.abs(student.a(j) - (a[j] - etaA * gradientA[j]));
        worst = Math.max(worst, error / bound);
      }
      for (int i = 0; i < v.length; i++) {
        double bound = n * unit * (1 + etaW * sums);
        worst = Math.max(worst, Math.abs(student.v(i) - nextV[i]) / bound);
      }
      return worst;
    }
  }
}
