package io.skiplane.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.lanes.Packing;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import io.skiplane.testing.PlainModel;
import io.skiplane.testing.Shapes;
import io.skiplane.testing.Weights;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * On small integers every partial sum of a resident step is exact, so any order gives the same bits
 * and no tolerance hides a wrong index: a must be exactly right, and v within the few roundings of
 * its norm.
 */
class ExactIntegersTest {
  private static final double ETA = 0x1p-12;

  @ParameterizedTest(name = "{0}, batch {1}, {2}")
  @CsvSource({
    "FLOAT, 1, ROW_MAJOR",
    "FLOAT, 2, PACKED",
    "DOUBLE, 1, PACKED",
    "DOUBLE, 4, ROW_MAJOR"
  })
  void exact(Precision precision, int batch, Inputs.Layout layout) {
    for (Shape shape : Shapes.all()) {
      check(shape, precision, batch, layout);
    }
  }

  private static void check(Shape shape, Precision precision, int batch, Inputs.Layout layout) {
    try (Arena arena = Arena.ofConfined()) {
      Random random = new Random(shape.k() * 1000 + shape.p());
      int k = (int) shape.k();
      int p = (int) shape.p();
      Student student = Student.allocate(arena, shape, precision);
      double[] v = exactUnit(p, random);
      double[] a = new double[k];
      for (int j = 0; j < k; j++) {
        a[j] = random.nextInt(7) - 3;
        student.setA(j, a[j]);
      }
      for (int i = 0; i < p; i++) {
        student.setV(i, v[i]);
      }
      double[][][] z = new double[batch][k][p];
      double[] labels = new double[batch];
      Inputs inputs = inputs(arena, shape, precision, layout, random, z, labels);
      new Gradient.Resident(inputs, batch)
          .step(arena, student, Teacher.random(arena, shape, 1), 0, 0)
          .run(0, 1, ETA * batch, ETA * batch);
      checkWeights(student, a, v, z, labels);
    }
  }

  /** ±½ in four places or ±1 in one: a unit vector with exact products. */
  private static double[] exactUnit(int p, Random random) {
    double[] v = new double[p];
    int entries = p >= 4 ? 4 : 1;
    for (int i = 0; i < entries; i++) {
      v[(p - 1) * i / 3] = (random.nextBoolean() ? 1 : -1) * (entries == 4 ? 0.5 : 1);
    }
    return v;
  }

  private static Inputs inputs(
      Arena arena,
      Shape shape,
      Precision precision,
      Inputs.Layout layout,
      Random random,
      double[][][] z,
      double[] labels) {
    MemorySegment rows = arena.allocate(z.length * shape.elements() * precision.bytes(), 64);
    MemorySegment targets = arena.allocate((long) z.length * precision.bytes(), 64);
    long at = 0;
    for (int b = 0; b < z.length; b++) {
      labels[b] = random.nextInt(21) - 10;
      precision.set(targets, 0, b, labels[b]);
      for (double[] patch : z[b]) {
        for (int i = 0; i < patch.length; i++) {
          patch[i] = 2 * (random.nextInt(5) - 2);
          precision.set(rows, 0, at++, patch[i]);
        }
      }
    }
    if (layout == Inputs.Layout.ROW_MAJOR) {
      return new Inputs(rows, targets, shape, z.length, precision, layout);
    }
    long from = shape.elements() * precision.bytes();
    long to = Packing.bytes(shape.k(), shape.p(), precision);
    MemorySegment packed = arena.allocate(z.length * to, 64);
    for (int b = 0; b < z.length; b++) {
      Packing.pack(rows, b * from, packed, b * to, shape.k(), shape.p(), precision);
    }
    return new Inputs(packed, targets, shape, z.length, precision, layout);
  }

  private static void checkWeights(
      Student student, double[] a, double[] v, double[][][] z, double[] labels) {
    double[] nextA = a.clone();
    double[] direction = new double[v.length];
    double along = 0;
    for (int b = 0; b < z.length; b++) {
      double f = 0;
      double[] relu = new double[a.length];
      double[] s = new double[v.length];
      for (int j = 0; j < a.length; j++) {
        double u = PlainModel.dot(z[b][j], v);
        relu[j] = Math.max(0, u);
        f += a[j] * relu[j];
        for (int i = 0; i < v.length && u > 0; i++) {
          s[i] += a[j] * z[b][j][i];
        }
      }
      double r = f - labels[b];
      along += r * f;
      for (int j = 0; j < a.length; j++) {
        nextA[j] -= ETA * r * relu[j];
      }
      for (int i = 0; i < v.length; i++) {
        direction[i] += r * s[i];
      }
    }
    assertThat(Weights.a(student)).as("a, %s", student.shape()).isEqualTo(nextA);
    double[] nextV = new double[v.length];
    double length = 0;
    for (int i = 0; i < v.length; i++) {
      nextV[i] = v[i] - ETA * (direction[i] - along * v[i]);
      length += nextV[i] * nextV[i];
    }
    double unit = student.precision() == Precision.FLOAT ? 0x1p-23 : 0x1p-52;
    for (int i = 0; i < v.length; i++) {
      double size = Math.abs(v[i]) * (1 + ETA * Math.abs(along)) + ETA * Math.abs(direction[i]);
      assertThat(Math.abs(student.v(i) - nextV[i] / Math.sqrt(length)))
          .as("v[%d], %s", i, student.shape())
          .isLessThanOrEqualTo(4 * unit * size);
    }
  }
}
