package io.skiplane.gradient;

import io.skiplane.memory.Precision;
import io.skiplane.testing.PlainModel;

/**
 * One sampled step of the design's section 2 in plain doubles, without the kernel's identities, and
 * beside every weight a bound on what rounding in the given precision can do to it: γ_n Σ|x_i y_i|
 * for a sum of n products, carried through to first order and enlarged by 5 % for the rest.
 */
final class StepOracle {
  private static final double SECOND_ORDER = 1.05;

  private final double unit;
  private final double[] a;
  private final double[] v;
  private final double[] activation;
  private final double[] activationError;
  private final double[] direction;
  private final double[] directionError;
  private double along;
  private double alongError;

  /** a and v after the step, and the bounds on their errors. */
  final double[] nextA;

  final double[] boundA;
  final double[] nextV;
  final double[] boundV;

  /**
   * A step from a: [k] and v: [p] on z: [batch][k][p] and labels: [batch], all as stored; labels
   * may err.
   */
  StepOracle(
      Precision precision,
      double[] a,
      double[] v,
      double[][][] z,
      double[] labels,
      double labelError,
      double etaA,
      double etaW) {
    // The oracle rounds too.
    unit = 0x1p-53 + (precision == Precision.FLOAT ? 0x1p-24 : 0x1p-53);
    this.a = a;
    this.v = v;
    activation = new double[a.length];
    activationError = new double[a.length];
    direction = new double[v.length];
    directionError = new double[v.length];
    nextA = new double[a.length];
    boundA = new double[a.length];
    nextV = new double[v.length];
    boundV = new double[v.length];
    for (int b = 0; b < z.length; b++) {
      addInput(z[b], labels[b], labelError, z.length);
    }
    moveA(etaA / z.length);
    moveV(etaW / z.length);
  }

  /** γ_n = nu/(1 − nu). */
  private double gamma(int n) {
    return n * unit / (1 - n * unit);
  }

  private void addInput(double[][] z, double label, double labelError, int batch) {
    int k = a.length;
    int p = v.length;
    double[] u = new double[k];
    double[] uError = new double[k];
    double f = 0;
    double fError = 0;
    double[] s = new double[p];
    double[] sError = new double[p];
    for (int j = 0; j < k; j++) {
      double size = 0;
      for (int i = 0; i < p; i++) {
        u[j] += v[i] * z[j][i];
        size += Math.abs(v[i] * z[j][i]);
      }
      uError[j] = gamma(p + 4) * size;
      double relu = Math.max(0, u[j]);
      f += a[j] * relu;
      fError += Math.abs(a[j]) * (uError[j] + gamma(k + 4) * (relu + uError[j]));
      boolean unsure = Math.abs(u[j]) <= uError[j];
      for (int i = 0; i < p; i++) {
        double term = a[j] * z[j][i];
        s[i] += u[j] > 0 ? term : 0;
        sError[i] += unsure ? Math.abs(term) : u[j] > 0 ? gamma(k + 4) * Math.abs(term) : 0;
      }
    }
    double r = f - label;
    double rError = labelError + fError + 2 * unit * (Math.abs(f) + Math.abs(label));
    double sum = gamma(batch + 4);
    for (int j = 0; j < k; j++) {
      double relu = Math.max(0, u[j]);
      activation[j] += r * relu;
      activationError[j] += rError * (relu + uError[j]) + Math.abs(r) * (uError[j] + sum * relu);
    }
    for (int i = 0; i < p; i++) {
      direction[i] += r * s[i];
      directionError[i] +=
          rError * (Math.abs(s[i]) + sError[i]) + Math.abs(r) * (sError[i] + sum * Math.abs(s[i]));
    }
    along += r * f;
    alongError += rError * (Math.abs(f) + fError) + Math.abs(r) * (fError + sum * Math.abs(f));
  }

  private void moveA(double eta) {
    for (int j = 0; j < a.length; j++) {
      nextA[j] = a[j] - eta * activation[j];
      double moved = eta * (activationError[j] + 3 * unit * Math.abs(activation[j]));
      boundA[j] = SECOND_ORDER * (moved + 2 * unit * (Math.abs(a[j]) + Math.abs(nextA[j])));
    }
  }

  /** v − η(I − vvᵀ)s and then its unit vector; the kernel's norm takes ‖v‖ = 1 for granted. */
  private void moveV(double eta) {
    double projection = PlainModel.dot(v, direction);
    double[] moved = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      moved[i] = v[i] - eta * (direction[i] - projection * v[i]);
    }
    double norm = Math.sqrt(PlainModel.dot(moved, moved));
    double bracket = 1 + eta * Math.abs(along);
    double lengthError = gamma(v.length + 4) * PlainModel.dot(direction, direction);
    for (int i = 0; i < v.length; i++) {
      lengthError += directionError[i] * (2 * Math.abs(direction[i]) + directionError[i]);
    }
    double squaredError =
        Math.abs(PlainModel.dot(v, v) - 1) * bracket * bracket
            + eta * eta * (lengthError + alongError * (2 * Math.abs(along) + alongError))
            + gamma(v.length + 8) * norm * norm;
    for (int i = 0; i < v.length; i++) {
      nextV[i] = moved[i] / norm;
      double error =
          eta * (alongError * Math.abs(v[i]) + directionError[i])
              + 4 * unit * (Math.abs(v[i]) * bracket + eta * Math.abs(direction[i]));
      boundV[i] =
          SECOND_ORDER
              * (error / norm + Math.abs(nextV[i]) * (squaredError / (2 * norm * norm) + 2 * unit));
    }
  }

  /** Largest error in units of its bound. */
  static double worst(double[] expected, double[] bound, double[] actual) {
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      double ratio = Math.abs(actual[i] - expected[i]) / bound[i];
      worst = ratio >= worst || Double.isNaN(ratio) ? ratio : worst;
    }
    return worst;
  }
}
