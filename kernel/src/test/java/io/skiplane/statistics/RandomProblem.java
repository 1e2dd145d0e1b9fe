package io.skiplane.statistics;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;

/** A random teacher and a student at a random angle to it, near 0 and π too, in plain doubles. */
final class RandomProblem implements AutoCloseable {
  final int k;
  final int p;
  final Arena arena = Arena.ofConfined();
  final Teacher teacher;
  final Student student;
  final double[] starA;
  final double[] a;

  RandomProblem(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    k = 1 + random.nextInt(40);
    p = 2 + random.nextInt(39);
    starA = normals(random, k, Math.exp(random.nextDouble(-1, 1)));
    a = normals(random, k, Math.exp(random.nextDouble(-1, 1)));
    // A part of 1, which independent entries would hardly have.
    double shift = random.nextGaussian();
    for (int j = 0; j < k; j++) {
      starA[j] += shift;
      a[j] += shift * random.nextDouble(-1, 1);
    }
    double[] starV = unit(normals(random, p, 1));
    double[] across = normals(random, p, 1);
    double along = FixedPoint.dot(across, starV);
    for (int i = 0; i < p; i++) {
      across[i] -= along * starV[i];
    }
    unit(across);
    double phi =
        switch (random.nextInt(4)) {
          case 0 -> Math.pow(10, random.nextDouble(-6, -1));
          case 1 -> Math.PI - Math.pow(10, random.nextDouble(-6, -1));
          default -> random.nextDouble(0.05, Math.PI - 0.05);
        };
    teacher = Teacher.of(arena, starA, starV);
    student = Student.allocate(arena, new Shape(k, p), Precision.DOUBLE);
    for (int i = 0; i < p; i++) {
      student.setV(i, Math.cos(phi) * teacher.v(i) + Math.sin(phi) * across[i]);
    }
    student.normalise();
    putA(a);
  }

  void putA(double[] weights) {
    for (int j = 0; j < k; j++) {
      student.setA(j, weights[j]);
    }
  }

  /** v = sign · v*. */
  void putV(double sign) {
    for (int i = 0; i < p; i++) {
      student.setV(i, sign * teacher.v(i));
    }
  }

  /** The spurious end's output weight, {@code (11ᵀ + (π−1)I)⁻¹ (11ᵀ − I) a*}. */
  double[] spurious() {
    double[] weights = new double[k];
    // 1ᵀ of the right-hand side is (k − 1)S*; the inverse by Sherman and Morrison.
    double mean = (k - 1) * teacher.sum() / (k + Math.PI - 1);
    for (int j = 0; j < k; j++) {
      weights[j] = (teacher.sum() - starA[j] - mean) / (Math.PI - 1);
    }
    return weights;
  }

  static double norm(double[] x) {
    return Math.sqrt(FixedPoint.dot(x, x));
  }

  private static double[] normals(SplittableRandom random, int count, double scale) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = scale * random.nextGaussian();
    }
    return numbers;
  }

  private static double[] unit(double[] x) {
    double norm = norm(x);
    for (int i = 0; i < x.length; i++) {
      x[i] /= norm;
    }
    return x;
  }

  @Override
  public void close() {
    arena.close();
  }
}
