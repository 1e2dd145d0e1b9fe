package io.skiplane.large;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A projected float step of many patches as its formula says, in doubles, from the same normals:
 * block b of 128 pairs of vectors has the stream (seed, student, b, step), x and y a vector in
 * turn, and ξ that of block −1.
 */
final class ProjectedInPlain {
  private static final int LANES = Precision.FLOAT.lanes();
  private static final int BLOCK = (int) Kernels.RUN_PAIRS * LANES;
  private static final long XI_BLOCK = -1;

  private final Kernels kernels = Twins.chosen(Precision.FLOAT);
  private final MemorySegment draws =
      Arena.ofAuto()
          .allocate(Kernels.RUN_PAIRS * 2 * Precision.VECTOR_BYTES, Precision.VECTOR_BYTES);
  private final StreamKey key;
  private final long k;
  private final double[] starV;

  /** r = f − g. */
  double residual;

  private double cosine;
  private double sine;
  private double drift;
  private double spread;

  /** A patch's number, its x and its y. */
  interface Visitor {
    void patch(long j, double x, double y);
  }

  ProjectedInPlain(long seed, long number, long k, double[] starV) {
    key = new StreamKey(seed, number);
    this.k = k;
    this.starV = starV;
  }

  /** Reads the weights: a float32[k], a* float32[k], v. */
  void sum(long step, MemorySegment a, MemorySegment starA, double[] v) {
    double[] e2 = e2(v);
    cosine = dot(v, starV);
    sine = dot(e2, starV);
    residual = 0;
    drift = 0;
    spread = 0;
    visit(
        step,
        (j, x, y) -> {
          double uStar = cosine * x + sine * y;
          if (uStar > 0) {
            residual -= starA.getAtIndex(ValueLayout.JAVA_FLOAT, j) * uStar;
          }
          if (x > 0) {
            double aj = a.getAtIndex(ValueLayout.JAVA_FLOAT, j);
            residual += aj * x;
            drift += aj * y;
            spread += aj * aj;
          }
        });
  }

  /** v after the step of the sums: v − η(r S2 e2 + |r|√Q(ξ − (ξ·v)v − (ξ·e2)e2)), of unit norm. */
  double[] moved(long step, double[] v, double eta) {
    double[] e2 = e2(v);
    kernels.normals(
        draws, 0, Kernels.LEAST_PAIRS, key.key0(XI_BLOCK, step), key.key1(XI_BLOCK, step));
    double[] xi = new double[v.length];
    Arrays.setAll(xi, i -> draws.getAtIndex(ValueLayout.JAVA_FLOAT, i));
    double along = dot(xi, v);
    double across = dot(xi, e2);
    double root = Math.abs(residual) * Math.sqrt(spread);
    double[] moved = new double[v.length];
    Arrays.setAll(
        moved,
        i ->
            v[i]
                - eta
                    * (residual * drift * e2[i] + root * (xi[i] - along * v[i] - across * e2[i])));
    double norm = Math.sqrt(dot(moved, moved));
    Arrays.setAll(moved, i -> moved[i] / norm);
    return moved;
  }

  /** Draws all x and y of a step. */
  void visit(long step, Visitor visitor) {
    for (long from = 0; from < k; from += BLOCK) {
      long stream = from / BLOCK;
      int patches = (int) Math.min(BLOCK, k - from);
      kernels.normals(draws, 0, Kernels.RUN_PAIRS, key.key0(stream, step), key.key1(stream, step));
      for (int j = 0; j < patches; j++) {
        int group = j & -LANES;
        double x = draws.getAtIndex(ValueLayout.JAVA_FLOAT, group + j);
        int behind = group + j + Math.min(LANES, patches - group);
        visitor.patch(from + j, x, draws.getAtIndex(ValueLayout.JAVA_FLOAT, behind));
      }
    }
  }

  /** The unit vector of v* − (v·v*)v. */
  private double[] e2(double[] v) {
    double c = dot(v, starV) / dot(v, v);
    double[] e2 = new double[v.length];
    Arrays.setAll(e2, i -> starV[i] - c * v[i]);
    double norm = Math.sqrt(dot(e2, e2));
    Arrays.setAll(e2, i -> e2[i] / norm);
    return e2;
  }

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
