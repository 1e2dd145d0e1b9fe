package io.skiplane.descent;

import io.skiplane.gradient.PopulationLoss;
import io.skiplane.lanes.scalar.Angle;
import io.skiplane.model.Student;
import io.skiplane.model.Students;
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
    begin();
    for (long j = 0; j < student.shape().k(); j++) {
      addOutput(student.a(j), teacher.a(j));
    }
    for (long i = 0; i < student.shape().p(); i++) {
      addPatch(student.v(i), teacher.v(i));
    }
  }

  /** Reads the weights of one of many students; the results stay until the next call. */
  void read(Students students, long student, Teacher teacher) {
    begin();
    for (long j = 0; j < students.shape().k(); j++) {
      addOutput(students.a(student, j), teacher.a(j));
    }
    for (long i = 0; i < students.shape().p(); i++) {
      addPatch(students.v(student, i), teacher.v(i));
    }
  }

  private void begin() {
    alignment = 0;
    squaredDistanceA = 0;
    sumDifference = 0;
    near = 0;
    far = 0;
  }

  private void addOutput(double a, double star) {
    double d = a - star;
    alignment = Math.fma(a, star, alignment);
    squaredDistanceA = Math.fma(d, d, squaredDistanceA);
    sumDifference += d;
  }

  private void addPatch(double v, double star) {
    double d = v - star;
    double e = v + star;
    near = Math.fma(d, d, near);
    far = Math.fma(e, e, far);
  }

  /** Where a student of these weights stands after so many steps. */
  Point point(long step) {
    return new Point(step, loss(), phi(), alignment, squaredDistanceA, near);
  }

  double loss() {
    return PopulationLoss.of(phi(), alignment, squaredDistanceA, sumDifference);
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
}
