package io.skiplane.testing;

/**
 * The formulas of the design's section 1, naively: plain arrays, plain sums, no code of the kernel.
 * The first-layer weight is v = 1/√p + w, of any norm.
 */
public final class PlainModel {
  private PlainModel() {}

  /** Σ x_i y_i. */
  public static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** Σ x_i. */
  public static double sum(double[] x) {
    double sum = 0;
    for (double xi : x) {
      sum += xi;
    }
    return sum;
  }

  /** x/‖x‖. */
  public static double[] unit(double[] x) {
    double norm = Math.sqrt(dot(x, x));
    double[] unit = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      unit[i] = x[i] / norm;
    }
    return unit;
  }

  /** f = Σ_j a_j σ(Z_j·v/‖v‖); Z: [k][p]. */
  public static double output(double[] a, double[] v, double[][] z) {
    double f = 0;
    double[] direction = unit(v);
    for (int j = 0; j < a.length; j++) {
      f += a[j] * Math.max(0, dot(z[j], direction));
    }
    return f;
  }

  /** φ, the angle between v and v*. */
  public static double angle(double[] v, double[] star) {
    double[] x = unit(v);
    double[] y = unit(star);
    double near = 0;
    double far = 0;
    for (int i = 0; i < v.length; i++) {
      near += (x[i] - y[i]) * (x[i] - y[i]);
      far += (x[i] + y[i]) * (x[i] + y[i]);
    }
    return 2 * Math.atan2(Math.sqrt(near), Math.sqrt(far));
  }

  /** G(φ) = (π−φ) cos φ + sin φ. */
  public static double g(double phi) {
    return (Math.PI - phi) * Math.cos(phi) + Math.sin(phi);
  }

  /** L = (1/4π)[(π−1)N + S*² + (π−1)‖a‖² + S² − 2(G−1)T − 2SS*]. */
  public static double loss(double[] a, double[] v, double[] starA, double[] starV) {
    double s = sum(a);
    double star = sum(starA);
    double g = g(angle(v, starV));
    return ((Math.PI - 1) * dot(starA, starA)
            + star * star
            + (Math.PI - 1) * dot(a, a)
            + s * s
            - 2 * (g - 1) * dot(a, starA)
            - 2 * s * star)
        / (4 * Math.PI);
  }

  /** ∇_a L = (1/2π)[1(S−S*) + (π−1)a − (G−1)a*]. */
  public static double[] gradientA(double[] a, double[] v, double[] starA, double[] starV) {
    double g = g(angle(v, starV));
    double[] gradient = new double[a.length];
    for (int j = 0; j < a.length; j++) {
      gradient[j] =
          (sum(a) - sum(starA) + (Math.PI - 1) * a[j] - (g - 1) * starA[j]) / (2 * Math.PI);
    }
    return gradient;
  }

  /** ∇_w L = −(T(π−φ)/2π)(I − xxᵀ)v* over ‖v‖, with x = v/‖v‖. */
  public static double[] gradientW(double[] a, double[] v, double[] starA, double[] starV) {
    double[] unit = unit(v);
    double c = dot(unit, starV);
    double scale = -dot(a, starA) * (Math.PI - angle(v, starV)) / (2 * Math.PI);
    scale /= Math.sqrt(dot(v, v));
    double[] gradient = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      gradient[i] = scale * (starV[i] - c * unit[i]);
    }
    return gradient;
  }
}
