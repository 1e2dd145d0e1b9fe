package io.skiplane.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.Packing;
import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Shapes;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A dense step is the formula's on the k patches of p normals that its streams' addresses name: no
 * number drawn for padding counts.
 */
class DenseOracleTest {
  private static final long SEED = 21;
  private static final long NUMBER = 4;

  @ParameterizedTest(name = "{0}, batch {1}, step {2}")
  @CsvSource({"FLOAT, 1, 0", "DOUBLE, 1, 0", "FLOAT, 2, 63", "DOUBLE, 2, 63", "DOUBLE, 5, 7"})
  void stepWithinBound(Precision precision, int batch, long step) {
    double worst = 0;
    for (Shape shape : Shapes.all()) {
      double ratio = ratio(shape, precision, batch, step);
      assertThat(ratio).as("%s: error over bound", shape).isLessThanOrEqualTo(1);
      worst = Math.max(worst, ratio);
    }
    for (Shape shape : new Shape[] {new Shape(600, 3), new Shape(300, 40)}) { // several blocks
      double ratio = ratio(shape, precision, batch, step);
      assertThat(ratio).as("%s: error over bound", shape).isLessThanOrEqualTo(1);
    }
    System.out.printf(
        "dense %s, batch %d: observed maximum %.3f of the bound%n", precision, batch, worst);
  }

  private static double ratio(Shape shape, Precision precision, int batch, long step) {
    try (Arena arena = Arena.ofConfined()) {
      Scene scene = new Scene(arena, shape, precision, 3);
      Student student = scene.student();
      double[][][] z = new double[batch][][];
      double[] labels = new double[batch];
      for (int b = 0; b < batch; b++) {
        z[b] = patches(arena, student, step, b);
        labels[b] = label(scene.teacher(), precision, z[b]);
      }
      double eta = 0.1 / shape.k();
      double labelError = labelError(scene.teacher(), precision, z);
      StepOracle oracle =
          new StepOracle(
              precision, Weights.a(student), Weights.v(student), z, labels, labelError, eta, eta);
      new Gradient.Dense(batch)
          .step(arena, student, scene.teacher(), SEED, NUMBER)
          .run(step, 1, eta, eta);
      return Math.max(
          StepOracle.worst(oracle.nextA, oracle.boundA, Weights.a(student)),
          StepOracle.worst(oracle.nextV, oracle.boundV, Weights.v(student)));
    }
  }

  /** The patches of an input, from the streams (seed, student, input·blocks + block, step). */
  private static double[][] patches(Arena arena, Student student, long step, int input) {
    Precision precision = student.precision();
    Kernels kernels = Twins.scalar(precision);
    long blocks = PatchPass.blocks(student.shape(), precision);
    PatchPass pass = new PatchPass(kernels, student, new Offsets(precision), 0, blocks);
    StreamKey key = new StreamKey(SEED, NUMBER);
    long pair = 2L * precision.lanes();
    double[][] z = new double[(int) student.shape().k()][(int) student.shape().p()];
    long columns = Packing.columns(student.shape().p(), precision);
    for (long block = 0; block < blocks; block++) {
      long pairs = (pass.packedNumbers(block) + pair - 1) / pair;
      MemorySegment drawn = arena.allocate(pairs * 2 * Precision.VECTOR_BYTES, 64);
      long stream = input * blocks + block;
      kernels.normals(drawn, 0, pairs, key.key0(stream, step), key.key1(stream, step));
      for (int patch = 0; patch < pass.patches(block); patch++) {
        double[] row = z[(int) (block * pass.blockPatches()) + patch];
        for (int i = 0; i < row.length; i++) {
          long lanes = precision.lanes();
          long at =
              pass.narrow()
                  ? (patch / lanes * columns + i) * lanes + patch % lanes
                  : patch * columns + i;
          row[i] = precision.get(drawn, 0, at);
        }
      }
    }
    return z;
  }

  /** g with a* and v* as stored in the student's precision. */
  private static double label(Teacher teacher, Precision precision, double[][] z) {
    double g = 0;
    for (int j = 0; j < z.length; j++) {
      double u = 0;
      for (int i = 0; i < z[j].length; i++) {
        u += z[j][i] * rounded(teacher.v(i), precision);
      }
      g += rounded(teacher.a(j), precision) * Math.max(0, u);
    }
    return g;
  }

  /** Bound on the rounding of one label: γ_{k+p+8} Σ_j |a*_j| Σ_i |Z_ji v*_i|. */
  private static double labelError(Teacher teacher, Precision precision, double[][][] inputs) {
    double worst = 0;
    for (double[][] z : inputs) {
      double size = 0;
      for (int j = 0; j < z.length; j++) {
        for (int i = 0; i < z[j].length; i++) {
          size += Math.abs(teacher.a(j) * z[j][i] * teacher.v(i));
        }
      }
      worst = Math.max(worst, size);
    }
    double unit = precision == Precision.FLOAT ? 0x1p-23 : 0x1p-52;
    return unit * (teacher.shape().k() + teacher.shape().p() + 8) * worst;
  }

  private static double rounded(double x, Precision precision) {
    return precision == Precision.FLOAT ? (float) x : x;
  }
}
