package io.skiplane.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Shapes;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A resident step is the formula's, within the bound on rounding; and what share of the bound is
 * used.
 */
class ResidentOracleTest {
  @ParameterizedTest(name = "{0}, batch {1}, etaW {2}/k, step {3}")
  @CsvSource({
    "FLOAT, 1, 0.1, 0", "DOUBLE, 1, 0.1, 0", // a first step
    "FLOAT, 2, 0.1, 5", "DOUBLE, 2, 0.1, 5", // inputs 10, 11 of 7: 3 and 4
    "FLOAT, 5, 0.1, 1", "DOUBLE, 5, 0.1, 1", // inputs 5, 6, 0, 1, 2
    "FLOAT, 1, 0.1, 63", "DOUBLE, 1, 0.1, 63", // with an exact normalisation
    "FLOAT, 1, 30, 2", "DOUBLE, 1, 30, 2", // a step so long that the norm is measured
    "FLOAT, 5, 0, 9", "DOUBLE, 5, 0, 9" // v stays
  })
  void stepWithinBound(Precision precision, int batch, double etaW, long step) {
    double worst = 0;
    for (Shape shape : Shapes.all()) {
      double ratio = ratio(shape, precision, batch, etaW / shape.k(), step);
      assertThat(ratio).as("%s: error over bound", shape).isLessThanOrEqualTo(1);
      worst = Math.max(worst, ratio);
    }
    System.out.printf(
        "resident %s, batch %d, etaW %s/k: observed maximum %.3f of the bound%n",
        precision, batch, etaW, worst);
  }

  private static double ratio(Shape shape, Precision precision, int batch, double etaW, long step) {
    try (Arena arena = Arena.ofConfined()) {
      Scene scene = new Scene(arena, shape, precision, 3);
      Student student = scene.student();
      Inputs inputs = scene.inputs(Inputs.Layout.ROW_MAJOR);
      double[][][] z = new double[batch][][];
      double[] labels = new double[batch];
      for (int b = 0; b < batch; b++) {
        long input = (step * batch + b) % inputs.count();
        z[b] = patches(inputs, input);
        labels[b] = precision.get(inputs.labels(), 0, input);
      }
      double etaA = 0.1 / shape.k();
      StepOracle oracle =
          new StepOracle(
              precision, Weights.a(student), Weights.v(student), z, labels, 0, etaA, etaW);
      long done =
          new Gradient.Resident(inputs, batch)
              .step(arena, student, scene.teacher(), 0, 0)
              .run(step, 1, etaA, etaW);
      assertThat(done).isEqualTo(1);
      return Math.max(
          StepOracle.worst(oracle.nextA, oracle.boundA, Weights.a(student)),
          StepOracle.worst(oracle.nextV, oracle.boundV, Weights.v(student)));
    }
  }

  private static double[][] patches(Inputs inputs, long input) {
    Shape shape = inputs.shape();
    double[][] z = new double[(int) shape.k()][(int) shape.p()];
    for (int j = 0; j < z.length; j++) {
      for (int i = 0; i < z[j].length; i++) {
        long at = (input * shape.k() + j) * shape.p() + i;
        z[j][i] = inputs.precision().get(inputs.z(), 0, at);
      }
    }
    return z;
  }
}
