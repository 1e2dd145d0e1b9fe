package io.skiplane.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.descent.SampledEnsemble;
import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Students;
import io.skiplane.model.Teacher;
import io.skiplane.testing.EnsembleScene;
import io.skiplane.testing.Shapes;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A cohort's dense and resident steps are the formula's for each student, within the bound on
 * rounding, on the inputs that its number names.
 */
class CohortOracleTest {
  private static final long SEED = 21;
  private static final long FIRST = 4;
  private static final int STUDENTS = 11;

  @ParameterizedTest(name = "{0} {1}, batch {2}, etaW {3}/k, step {4}")
  @CsvSource({
    "own, FLOAT, 1, 0.1, 0", "own, DOUBLE, 1, 0.1, 0", // a first step
    "own, FLOAT, 3, 0.1, 4", "own, DOUBLE, 3, 0.1, 4", // inputs 2, 3, 4 of 5
    "shared, FLOAT, 1, 0.1, 63", "shared, DOUBLE, 1, 0.1, 63", // with an exact normalisation
    "shared, FLOAT, 1, 30, 2", "own, DOUBLE, 1, 30, 2", // so long that the norm is measured
    "labels, FLOAT, 3, 0.1, 1", "labels, DOUBLE, 3, 0, 1",
    "dense, FLOAT, 1, 0.1, 0", "dense, DOUBLE, 1, 0.1, 7", // fresh patches
    "dense, FLOAT, 3, 0.1, 63", "dense, DOUBLE, 3, 0.1, 5"
  })
  void stepWithinBound(String name, Precision precision, int batch, double etaW, long step) {
    double worst = 0;
    for (Shape shape : Shapes.some()) {
      double ratio = ratio(shape, name, precision, batch, etaW / shape.k(), step);
      assertThat(ratio).as("%s: error over bound", shape).isLessThanOrEqualTo(1);
      worst = Math.max(worst, ratio);
    }
    System.out.printf(
        "cohort %s %s, batch %d, etaW %s/k: observed maximum %.3f of the bound%n",
        name, precision, batch, etaW, worst);
  }

  private static double ratio(
      Shape shape, String name, Precision precision, int batch, double etaW, long step) {
    try (Arena arena = Arena.ofConfined()) {
      EnsembleScene scene = new EnsembleScene(arena, shape, precision, 3);
      Gradient gradient = scene.gradient(name + (batch == 3 ? "3" : ""), FIRST, STUDENTS);
      double etaA = 0.1 / shape.k();
      Students students = scene.students(FIRST, STUDENTS);
      // Steps of size 0 first, so that the step that counts has its number.
      StepSizes sizes =
          step == 0
              ? StepSizes.constant(etaA, etaW)
              : new StepSizes(
                  List.of(new StepSizes.Phase(step, 0, 0), new StepSizes.Phase(1, etaA, etaW)));
      SampledEnsemble ensemble =
          SampledEnsemble.of(arena, students, scene.teacher(), gradient, sizes, SEED, FIRST, 1);
      ensemble.run(step);
      Student student = Student.allocate(arena, shape, precision);
      StepOracle[] oracles = new StepOracle[STUDENTS];
      for (int i = 0; i < STUDENTS; i++) {
        students.get(i, student);
        double[][][] z = new double[batch][][];
        double[] labels = new double[batch];
        double labelError = 0;
        for (int b = 0; b < batch; b++) {
          long input = step * batch + b;
          if (gradient instanceof Gradient.Dense) {
            z[b] = fresh(arena, shape, precision, FIRST + i, input);
            labels[b] = label(scene.teacher(), precision, z[b]);
            labelError = Math.max(labelError, labelError(scene.teacher(), precision, z[b]));
          } else {
            z[b] = resident(gradient, shape, precision, i, input);
            labels[b] = label(gradient, precision, i, input);
          }
        }
        oracles[i] =
            new StepOracle(
                precision,
                Weights.a(student),
                Weights.v(student),
                z,
                labels,
                labelError,
                etaA,
                etaW);
      }
      ensemble.run(1);
      double worst = 0;
      for (int i = 0; i < STUDENTS; i++) {
        students.get(i, student);
        StepOracle oracle = oracles[i];
        worst = Math.max(worst, StepOracle.worst(oracle.nextA, oracle.boundA, Weights.a(student)));
        worst = Math.max(worst, StepOracle.worst(oracle.nextV, oracle.boundV, Weights.v(student)));
      }
      return worst;
    }
  }

  private static double[][] resident(
      Gradient gradient, Shape shape, Precision precision, int student, long input) {
    double[][] z = new double[(int) shape.k()][(int) shape.p()];
    int lanes = precision.lanes();
    for (int j = 0; j < z.length; j++) {
      for (int i = 0; i < z[j].length; i++) {
        if (gradient instanceof Gradient.Resident shared) {
          long at = (input % shared.inputs().count() * shape.k() + j) * shape.p() + i;
          z[j][i] = precision.get(shared.inputs().z(), 0, at);
        } else if (gradient instanceof Gradient.ResidentEnsemble each) {
          boolean own = each.inputs().patches() == EnsembleInputs.Patches.OWN;
          long number = input % 5 + (own ? student / lanes * 5L : 0);
          long at = (number * shape.k() + j) * shape.p() + i;
          z[j][i] = precision.get(each.inputs().z(), 0, own ? at * lanes + student % lanes : at);
        }
      }
    }
    return z;
  }

  private static double label(Gradient gradient, Precision precision, int student, long input) {
    if (gradient instanceof Gradient.Resident shared) {
      return precision.get(shared.inputs().labels(), 0, input % shared.inputs().count());
    }
    int lanes = precision.lanes();
    long at = (student / lanes * 5L + input % 5) * lanes + student % lanes;
    return precision.get(((Gradient.ResidentEnsemble) gradient).inputs().labels(), 0, at);
  }

  /** The patches of an input, in blocks, each at a place of its own in the stream. */
  private static double[][] fresh(
      Arena arena, Shape shape, Precision precision, long number, long input) {
    int k = (int) shape.k();
    int p = (int) shape.p();
    int blockPatches = Math.min(k, Math.max(256 / p, Math.min(32, 8192 / p)));
    int blocks = (k + blockPatches - 1) / blockPatches;
    double[][] z = new double[k][p];
    for (int block = 0; block < blocks; block++) {
      int patches = Math.min(blockPatches, k - block * blockPatches);
      double[] numbers =
          stream(arena, precision, number, input * blocks + block, (patches * p + 1) / 2);
      for (int i = 0; i < patches * p; i++) {
        z[block * blockPatches + i / p][i % p] = numbers[i];
      }
    }
    return z;
  }

  /** The numbers of one student's stream, drawn in a lane of its own choice. */
  private static double[] stream(
      Arena arena, Precision precision, long number, long place, int pairs) {
    Kernels kernels = Twins.scalar(precision);
    MemorySegment work = arena.allocate(Kernels.LANE_BYTES + 2L * pairs * 64, 64);
    MemorySegment keys = arena.allocate(256, 64);
    StreamKey key = new StreamKey(SEED, number);
    int lane = 2; // the third of doubles; of floats, the second even one
    int index = precision == Precision.FLOAT ? lane / 2 : lane;
    keys.setAtIndex(ValueLayout.JAVA_LONG, index, key.key0(-5, 0));
    keys.setAtIndex(ValueLayout.JAVA_LONG, index + 8, key.key1(-5, 0));
    kernels.cohortNormals(Kernels.LANE_BYTES, pairs, keys, 0, place, work);
    double[] numbers = new double[2 * pairs];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = precision.get(work, Kernels.LANE_BYTES, (long) i * precision.lanes() + lane);
    }
    return numbers;
  }

  /** g with a* and v* as stored in the students' precision. */
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
  private static double labelError(Teacher teacher, Precision precision, double[][] z) {
    double size = 0;
    for (int j = 0; j < z.length; j++) {
      for (int i = 0; i < z[j].length; i++) {
        size += Math.abs(teacher.a(j) * z[j][i] * teacher.v(i));
      }
    }
    double unit = precision == Precision.FLOAT ? 0x1p-23 : 0x1p-52;
    return unit * (teacher.shape().k() + teacher.shape().p() + 8) * size;
  }

  private static double rounded(double x, Precision precision) {
    return precision == Precision.FLOAT ? (float) x : x;
  }
}
