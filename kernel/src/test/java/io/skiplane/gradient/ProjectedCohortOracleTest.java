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
import io.skiplane.testing.PlainModel;
import io.skiplane.testing.Shapes;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A cohort's projected step is the formula's of the design's section 2, in plain doubles with e2
 * and the norm written out, for each student on the numbers of its stream.
 */
class ProjectedCohortOracleTest {
  private static final long SEED = 22;
  private static final int STUDENTS = 9;

  @ParameterizedTest(name = "{0}, batch {1}")
  @CsvSource({"FLOAT, 1", "DOUBLE, 1", "FLOAT, 3", "DOUBLE, 3"})
  void stepWithinBound(Precision precision, int batch) {
    double worst = 0;
    for (Shape shape : Shapes.some()) {
      double ratio = ratio(shape, precision, batch);
      assertThat(ratio).as("%s: error over bound", shape).isLessThanOrEqualTo(1);
      worst = Math.max(worst, ratio);
    }
    assertThat(ratio(new Shape(300, 5), precision, batch)).isLessThanOrEqualTo(1); // three blocks
    System.out.printf(
        "cohort projected %s, batch %d: observed maximum %.3f of the bound%n",
        precision, batch, worst);
  }

  private static double ratio(Shape shape, Precision precision, int batch) {
    try (Arena arena = Arena.ofConfined()) {
      EnsembleScene scene = new EnsembleScene(arena, shape, precision, 3);
      Students students = scene.students(0, STUDENTS);
      Student student = Student.allocate(arena, shape, precision);
      double eta = 0.1 / shape.k();
      double[][] a = new double[STUDENTS][];
      double[][] v = new double[STUDENTS][];
      for (int i = 0; i < STUDENTS; i++) {
        students.get(i, student);
        a[i] = Weights.a(student);
        v[i] = Weights.v(student);
      }
      SampledEnsemble.of(
              arena,
              students,
              scene.teacher(),
              new Gradient.Projected(batch),
              StepSizes.constant(eta, eta),
              SEED)
          .run(1);
      double worst = 0;
      for (int i = 0; i < STUDENTS; i++) {
        students.get(i, student);
        double size = step(arena, scene.teacher(), precision, batch, i, eta, a[i], v[i]);
        double unit = precision == Precision.FLOAT ? 0x1p-24 : 0x1p-53;
        double bound = unit * (shape.k() + shape.p() + 30) * size;
        worst = Math.max(worst, largest(a[i], Weights.a(student)) / bound);
        worst = Math.max(worst, largest(v[i], Weights.v(student)) / bound);
      }
      return worst;
    }
  }

  private static double largest(double[] x, double[] y) {
    double largest = 0;
    for (int i = 0; i < x.length; i++) {
      largest = Math.max(largest, Math.abs(x[i] - y[i]));
    }
    return largest;
  }

  /**
   * Moves a and v by one step. Returns what rounding errors are relative to: a's numbers and their
   * changes; v's, with changes by sums of products of that many numbers, magnified by e2.
   */
  private static double step(
      Arena arena,
      Teacher teacher,
      Precision precision,
      int batch,
      int number,
      double eta,
      double[] a,
      double[] v) {
    int k = a.length;
    int p = v.length;
    double[] starA = rounded(Weights.a(teacher), precision);
    double[] starV = rounded(Weights.v(teacher), precision);
    double c = Math.max(-1, Math.min(1, PlainModel.dot(v, starV)));
    double sine = p == 1 ? 0 : Math.sqrt(1 - c * c);
    double[] e2 = new double[p];
    for (int i = 0; i < p && p > 1; i++) {
      e2[i] = (starV[i] - c * v[i]) / sine;
    }
    double[] xi = new double[p];
    double[] change = new double[k];
    double drift = 0;
    double spread = 0;
    double size = 0;
    int blocks = (k + 127) / 128;
    for (int b = 0; b < batch; b++) {
      double[] sigma = new double[k];
      double f = 0;
      double g = 0;
      double s2 = 0;
      double q = 0;
      double terms = 0;
      for (int block = 0; block < blocks; block++) {
        int patches = Math.min(128, k - block * 128);
        double[] z = stream(arena, precision, number, b * blocks + block, patches + (p + 1) / 2);
        for (int j = 0; j < patches; j++) {
          int at = block * 128 + j;
          double x = z[2 * j];
          double y = z[2 * j + 1];
          sigma[at] = Math.max(0, x);
          f += a[at] * sigma[at];
          g += starA[at] * Math.max(0, c * x + sine * y);
          s2 += x > 0 ? a[at] * y : 0;
          q += x > 0 ? a[at] * a[at] : 0;
          terms += (Math.abs(a[at]) + Math.abs(starA[at])) * (1 + Math.abs(x) + Math.abs(y));
        }
        System.arraycopy(z, 2 * patches, xi, 0, p); // those behind the last block count
      }
      for (int j = 0; j < k; j++) {
        change[j] += (f - g) * sigma[j];
      }
      drift += (f - g) * s2;
      spread += (f - g) * (f - g) * q;
      size = Math.max(size, terms * terms);
    }
    for (int j = 0; j < k; j++) {
      a[j] -= eta / batch * change[j];
    }
    double scale = 1 + eta * batch * size + largest(a, new double[k]);
    if (p == 1) {
      return scale;
    }
    double along = PlainModel.dot(xi, v);
    double xiE2 = PlainModel.dot(xi, e2);
    double[] moved = new double[p];
    for (int i = 0; i < p; i++) {
      double free = xi[i] - along * v[i] - xiE2 * e2[i];
      moved[i] = v[i] - eta / batch * (drift * e2[i] + Math.sqrt(spread) * free);
    }
    System.arraycopy(PlainModel.unit(moved), 0, v, 0, p);
    return scale * (1 + Math.sqrt(PlainModel.dot(xi, xi))) / sine;
  }

  private static double[] rounded(double[] x, Precision precision) {
    for (int i = 0; i < x.length; i++) {
      x[i] = precision == Precision.FLOAT ? (float) x[i] : x[i];
    }
    return x;
  }

  private static double[] stream(
      Arena arena, Precision precision, long number, long place, int pairs) {
    Kernels kernels = Twins.scalar(precision);
    MemorySegment work = arena.allocate(Kernels.LANE_BYTES + 2L * pairs * 64, 64);
    MemorySegment keys = arena.allocate(256, 64);
    StreamKey key = new StreamKey(SEED, number);
    keys.setAtIndex(ValueLayout.JAVA_LONG, 0, key.key0(-5, 0)); // lane 0 of either precision
    keys.setAtIndex(ValueLayout.JAVA_LONG, 8, key.key1(-5, 0));
    kernels.cohortNormals(Kernels.LANE_BYTES, pairs, keys, 0, place, work);
    double[] numbers = new double[2 * pairs];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = precision.get(work, Kernels.LANE_BYTES, (long) i * precision.lanes());
    }
    return numbers;
  }
}
