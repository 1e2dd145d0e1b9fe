package io.skiplane.descent;

import io.skiplane.lanes.scalar.Angle;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;

/**
 * Measures a student against its teacher in double precision, in the order of the weights. The loss
 * is summed from terms that vanish at the optimum, so it keeps its digits there:
 *
 * <pre>
 * L = (1/4π)[(π−1)‖a−a*‖² + (S−S*)² + 2(π−G)T]
 * </pre>
 */
final class Measure {
  private double alignment;
  private double squaredDistanceA;
  private double near;
  private double far;
  private double sumDifference;

  /** Reads the weights; the results stay until the next call. */
  void read(Student student, Teacher teacher) {
    alignment = 0;
    squaredDistanceA = 0;
    sumDifference = 0;
    near = 0;
    far = 0;
    for (long j = 0; j < student.shape().k(); j++) {
      double a = student.a(j);
      double d = a - teacher.a(j);
      alignment = Math.fma(a, teacher.a(j), alignment);
      squaredDistanceA = Math.fma(d, d, squaredDistanceA);
      sumDifference += d;
    }
    for (long i = 0; i < student.shape().p(); i++) {
      double d = student.v(i) - teacher.v(i);
      double e = student.v(i) + teacher.v(i);
      near = Math.fma(d, d, near);
      far = Math.fma(e, e, far);
    }
  }

  double loss() {
    return loss(phi(), alignment, squaredDistanceA, sumDifference);
  }

  double phi() {
    return Angle.between(near, far);
  }

  double alignment() {
    return alignment;
  }

  double squaredDistanceA() {
    return squaredDistanceA;
  }

  double squaredDistanceV() {
    return near;
  }

  /** The population loss from φ, T, ‖a−a*‖² and S − S*. */
  static double loss(double phi, double alignment, double squaredDistanceA, double sumDifference) {
    double half = Angle.sine(phi / 2);
    double sine = Angle.sine(phi);
    double gap = 2 * Math.PI * half * half - (sine - phi * Angle.cosine(phi)); // π − G
    return ((Math.PI - 1) * squaredDistanceA + sumDifference * sumDifference + 2 * gap * alignment)
        / (4 * Math.PI);
  }
}
