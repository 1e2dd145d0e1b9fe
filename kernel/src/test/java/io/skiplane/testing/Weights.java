package io.skiplane.testing;

import io.skiplane.model.Student;
import io.skiplane.model.Teacher;

/** Weights as plain arrays. */
public final class Weights {
  private Weights() {}

  /** a. */
  public static double[] a(Student student) {
    double[] a = new double[(int) student.shape().k()];
    for (int j = 0; j < a.length; j++) {
      a[j] = student.a(j);
    }
    return a;
  }

  /** v. */
  public static double[] v(Student student) {
    double[] v = new double[(int) student.shape().p()];
    for (int i = 0; i < v.length; i++) {
      v[i] = student.v(i);
    }
    return v;
  }

  /** a*. */
  public static double[] a(Teacher teacher) {
    double[] a = new double[(int) teacher.shape().k()];
    for (int j = 0; j < a.length; j++) {
      a[j] = teacher.a(j);
    }
    return a;
  }

  /** v*. */
  public static double[] v(Teacher teacher) {
    double[] v = new double[(int) teacher.shape().p()];
    for (int i = 0; i < v.length; i++) {
      v[i] = teacher.v(i);
    }
    return v;
  }
}
