package io.skiplane.statistics;

import io.skiplane.descent.Descent;
import io.skiplane.gradient.Gradient;
import io.skiplane.lanes.Normals;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A student at weights (a, v) to which it returns after every step, so that each step gives one
 * draw of the gradient there: {@code ∇_a = −Δa/η_a}, and, as ∇_w is orthogonal to v, {@code ∇_w =
 * (v − v'/(v'·v))/η_w}.
 */
final class FixedPoint implements AutoCloseable {
  final int k;
  final int p;
  final double cosine;
  final double[] a;
  final double[] v;
  final double[] starA;
  final double[] starV;

  /** A unit vector orthogonal to v, and to v* where p allows. */
  final double[] aside;

  private final Arena arena = Arena.ofConfined();
  private final Precision precision;
  private final Teacher teacher;
  private final Student student;
  private final MemorySegment point;
  private final double etaA;
  private final double etaW;

  /** Random weights with v·v* = cosine; a* random with entries of variance 1, a of variance ½. */
  FixedPoint(Precision precision, int k, int p, double cosine, long seed) {
    this.precision = precision;
    this.k = k;
    this.p = p;
    this.cosine = p == 1 ? Math.signum(cosine) : cosine;
    starA = normals(k, seed, -11);
    a = normals(k, seed, -12);
    for (int j = 0; j < k; j++) {
      a[j] *= Math.sqrt(0.5);
    }
    starV = unit(normals(p, seed, -13));
    double[] across = p == 1 ? new double[1] : unit(without(normals(p, seed, -14), starV));
    v = new double[p];
    double sine = Math.sqrt(1 - this.cosine * this.cosine);
    for (int i = 0; i < p; i++) {
      v[i] = this.cosine * starV[i] + sine * across[i];
    }
    aside = p < 3 ? new double[p] : unit(without(without(normals(p, seed, -15), starV), across));
    teacher = Teacher.of(arena, starA, starV);
    student = Student.allocate(arena, new Shape(k, p), precision);
    for (int j = 0; j < k; j++) {
      student.setA(j, a[j]);
      a[j] = student.a(j);
    }
    for (int i = 0; i < p; i++) {
      student.setV(i, v[i]);
      v[i] = student.v(i);
    }
    point = arena.allocate(student.memory().byteSize(), Precision.VECTOR_BYTES);
    point.copyFrom(student.memory());
    // Steps of a typical length of 1/8, well above rounding.
    etaA = 0.125 / k;
    etaW = 0.125 / (k * Math.sqrt(p));
  }

  /** Hears of one draw of the gradient; the arrays are used again for the next. */
  interface Sink {
    void accept(double[] gradientA, double[] gradientW);
  }

  /** Draws {@code count} gradients. */
  void sample(Gradient gradient, long count, long seed, Sink sink) {
    Descent descent =
        Descent.of(arena, student, teacher, gradient, StepSizes.constant(etaA, etaW), seed, 1);
    double[] gradientA = new double[k];
    double[] gradientW = new double[p];
    double[] moved = new double[p];
    for (long n = 0; n < count; n++) {
      student.memory().copyFrom(point);
      descent.run(1);
      read(moved, student.vOffset());
      double along = dot(moved, v);
      for (int i = 0; i < p; i++) {
        gradientW[i] = (v[i] - moved[i] / along) / etaW;
      }
      read(gradientA, 0);
      for (int j = 0; j < k; j++) {
        gradientA[j] = (a[j] - gradientA[j]) / etaA;
      }
      sink.accept(gradientA, gradientW);
    }
  }

  /** The step size of w. */
  double stepW() {
    return etaW;
  }

  /** The population gradient with respect to a, by the closed form. */
  double[] populationA() {
    double phi = Math.acos(cosine);
    double g = (Math.PI - phi) * Math.cos(phi) + Math.sin(phi);
    double difference = 0;
    for (int j = 0; j < k; j++) {
      difference += a[j] - starA[j];
    }
    double[] gradient = new double[k];
    for (int j = 0; j < k; j++) {
      gradient[j] = (difference + (Math.PI - 1) * a[j] - (g - 1) * starA[j]) / (2 * Math.PI);
    }
    return gradient;
  }

  /** The population gradient with respect to w, by the closed form. */
  double[] populationW() {
    double scale = -dot(a, starA) * (Math.PI - Math.acos(cosine)) / (2 * Math.PI);
    double[] gradient = new double[p];
    for (int i = 0; i < p; i++) {
      gradient[i] = scale * (starV[i] - cosine * v[i]);
    }
    return gradient;
  }

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private void read(double[] to, long offset) {
    MemorySegment memory = student.memory();
    for (int i = 0; i < to.length; i++) {
      to[i] =
          precision == Precision.FLOAT
              ? memory.get(ValueLayout.JAVA_FLOAT, offset + 4L * i)
              : memory.get(ValueLayout.JAVA_DOUBLE, offset + 8L * i);
    }
  }

  private double[] normals(int count, long seed, long block) {
    MemorySegment out = Normals.allocate(arena, count);
    Normals.fill(out, count, seed, 0, block);
    double[] numbers = new double[count];
    MemorySegment.copy(out, ValueLayout.JAVA_DOUBLE, 0, numbers, 0, count);
    return numbers;
  }

  private static double[] unit(double[] x) {
    double norm = Math.sqrt(dot(x, x));
    for (int i = 0; i < x.length; i++) {
      x[i] /= norm;
    }
    return x;
  }

  /** x less its part along a unit vector. */
  private static double[] without(double[] x, double[] unit) {
    double along = dot(x, unit);
    for (int i = 0; i < x.length; i++) {
      x[i] -= along * unit[i];
    }
    return x;
  }

  @Override
  public void close() {
    arena.close();
  }
}
