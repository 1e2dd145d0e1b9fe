package io.skiplane.bench;

import io.skiplane.model.Teacher;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The five steps once more, straight from the formulas, in double and on arrays: slow, short and
 * independent of the kernel. Step by step as the model says: gradients at the same point, w moved,
 * v normalised.
 */
final class PlainStudent {
  final double[] a;
  final double[] v;
  private final double[] starA;
  private final double[] starV;

  PlainStudent(double[] a, double[] v, Teacher teacher) {
    this.a = a.clone();
    this.v = v.clone();
    starA = new double[a.length];
    starV = new double[v.length];
    for (int j = 0; j < a.length; j++) {
      starA[j] = teacher.a(j);
    }
    for (int i = 0; i < v.length; i++) {
      starV[i] = teacher.v(i);
    }
  }

  /** S = 1ᵀa. */
  double sum() {
    double sum = 0;
    for (double aj : a) {
      sum += aj;
    }
    return sum;
  }

  /** T = aᵀa*. */
  double alignment() {
    return dot(a, starA);
  }

  /** φ. */
  double phi() {
    double[] across = v.clone();
    double c = dot(v, starV);
    for (int i = 0; i < v.length; i++) {
      across[i] -= c * starV[i];
    }
    return Math.atan2(Math.sqrt(dot(across, across)), c);
  }

  /** One step along the population gradient. */
  void population(double etaA, double etaW) {
    double phi = phi();
    double rest = Math.PI - phi;
    double g = rest * Math.cos(phi) + Math.sin(phi);
    double c = dot(v, starV);
    double difference = sum();
    for (double star : starA) {
      difference -= star;
    }
    double t = alignment();
    for (int j = 0; j < a.length; j++) {
      double slope = difference + (Math.PI - 1) * a[j] - (g - 1) * starA[j];
      a[j] -= etaA * slope / (2 * Math.PI);
    }
    for (int i = 0; i < v.length; i++) {
      v[i] += etaW * t * rest / (2 * Math.PI) * (starV[i] - c * v[i]);
    }
    normalise();
  }

  /** One step on the input z, row-major, with the given label. */
  void sampled(double[] z, double label, double etaA, double etaW) {
    batch(1, input -> z, input -> label, etaA, etaW);
  }

  /**
   * One step on the mean of some inputs, row-major, asked for in their order.
   *
   * @param labels null where they are the teacher's
   */
  void batch(
      int batch,
      IntFunction<double[]> inputs,
      @Nullable IntToDoubleFunction labels,
      double etaA,
      double etaW) {
    double[] activation = new double[a.length];
    double[] direction = new double[v.length];
    for (int input = 0; input < batch; input++) {
      double[] z = inputs.apply(input);
      double[] u = new double[a.length];
      double r = labels == null ? -teacher(z) : -labels.applyAsDouble(input);
      for (int j = 0; j < a.length; j++) {
        u[j] = Math.max(0, row(z, j, v));
        r += a[j] * u[j];
      }
      for (int j = 0; j < a.length; j++) {
        activation[j] += r * u[j];
        for (int i = 0; u[j] > 0 && i < v.length; i++) {
          direction[i] += r * a[j] * z[j * v.length + i];
        }
      }
    }
    step(1.0 / batch, activation, direction, etaA, etaW);
  }

  private double teacher(double[] z) {
    double label = 0;
    for (int j = 0; j < a.length; j++) {
      label += starA[j] * Math.max(0, row(z, j, starV));
    }
    return label;
  }

  /** One step from the projections x on v and y on e2, and from the direction ξ of the rest. */
  void projected(double[] x, double[] y, double[] xi, double etaA, double etaW) {
    double c = dot(v, starV);
    double[] e2 = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      e2[i] = starV[i] - c * v[i];
    }
    double sine = Math.sqrt(dot(e2, e2));
    double[] u = new double[a.length];
    double f = 0;
    double label = 0;
    double drift = 0;
    double spread = 0;
    for (int j = 0; j < a.length; j++) {
      u[j] = Math.max(0, x[j]);
      f += a[j] * u[j];
      label += starA[j] * Math.max(0, c * x[j] + sine * y[j]);
      drift += u[j] > 0 ? a[j] * y[j] : 0;
      spread += u[j] > 0 ? a[j] * a[j] : 0;
    }
    // ξ is as likely as −ξ: a batch of one enters by √(r²Q) = |r|√Q, as any batch does.
    double root = Math.copySign(Math.sqrt(spread), f - label);
    double xiV = dot(xi, v);
    double xiE2 = dot(xi, e2) / sine;
    double[] s = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      double unit = e2[i] / sine;
      s[i] = drift * unit + root * (xi[i] - xiV * v[i] - xiE2 * unit);
    }
    step(f - label, u, s, etaA, etaW);
  }

  /** {@code a −= η_a r σ(u)} and {@code w −= η_w r (I − vvᵀ)s}, then v/‖v‖. */
  private void step(double r, double[] u, double[] s, double etaA, double etaW) {
    double along = dot(s, v);
    for (int j = 0; j < a.length; j++) {
      a[j] -= etaA * r * u[j];
    }
    for (int i = 0; i < v.length; i++) {
      s[i] -= along * v[i];
    }
    for (int i = 0; i < v.length; i++) {
      v[i] -= etaW * r * s[i];
    }
    normalise();
  }

  private double row(double[] z, int j, double[] weights) {
    double u = 0;
    for (int i = 0; i < weights.length; i++) {
      u += z[j * weights.length + i] * weights[i];
    }
    return u;
  }

  private void normalise() {
    double norm = Math.sqrt(dot(v, v));
    for (int i = 0; i < v.length; i++) {
      v[i] /= norm;
    }
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
