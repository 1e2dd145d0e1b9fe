package io.skiplane.bench.peers;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;

/**
 * The gemv and dot of dev.ludovic.netlib's BLAS by the Vector API, and loops of plain Java.
 * Row-major patches are the transposed matrix to BLAS.
 *
 * <p>What limits it: vectors of the machine's preferred width, but each call pays for its checks,
 * the ends of its loops are scalar, and patches are loaded twice; normals come from Java's scalar
 * generator.
 */
public final class FloatVectorBlasPeer extends FloatStep {
  private final BLAS blas = vectorBlas();
  private final float[][] z;

  private FloatVectorBlasPeer(PeerTask task) {
    super(task, true);
    z = new float[stored()][];
    load();
  }

  /** The peer for a task. */
  public static Peer of(PeerTask task) {
    return new FloatVectorBlasPeer(task);
  }

  private static BLAS vectorBlas() {
    BLAS blas = JavaBLAS.getInstance();
    if (!blas.getClass().getSimpleName().equals("VectorBLAS")) {
      throw new IllegalStateException("this JVM has no VectorBLAS, but " + blas.getClass());
    }
    return blas;
  }

  @Override
  void store(int at, float[] patches) {
    z[at] = patches;
  }

  @Override
  void products(int at, float[] v, float[] u) {
    if (columns) {
      blas.sgemv("N", rows, p, 1, z[at], rows, v, 1, 0, u, 1);
    } else {
      blas.sgemv("T", p, rows, 1, z[at], p, v, 1, 0, u, 1);
    }
  }

  @Override
  void add(int at, float[] b, float[] s) {
    if (columns) {
      blas.sgemv("T", rows, p, 1, z[at], rows, b, 1, 1, s, 1);
    } else {
      blas.sgemv("N", p, rows, 1, z[at], p, b, 1, 1, s, 1);
    }
  }

  @Override
  float dot(float[] x, int xFrom, float[] y, int yFrom, int count) {
    return blas.sdot(count, x, xFrom, 1, y, yFrom, 1);
  }
}
