package io.skiplane.bench.peers;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.mult.MatrixVectorMult_FDRM;

/**
 * EJML's matrix times vector, its own loops in place, and loops of plain Java.
 *
 * <p>What limits it: the products are scalar loops, one sum at a time, which wait for each addition
 * as plain Java's do; the transposed one, by rows, becomes vectors but multiplies inactive rows by
 * 0. Its generator is {@code java.util.Random}, so Java's faster one serves here.
 */
public final class FloatEjmlPeer extends FloatStep {
  private final FMatrixRMaj[] z;
  private final FMatrixRMaj weight = new FMatrixRMaj();
  private final FMatrixRMaj products = new FMatrixRMaj();
  private final FMatrixRMaj gated = new FMatrixRMaj();
  private final FMatrixRMaj direction = new FMatrixRMaj();

  private FloatEjmlPeer(PeerTask task) {
    super(task, false);
    z = new FMatrixRMaj[stored()];
    load();
  }

  /** The peer for a task. */
  public static Peer of(PeerTask task) {
    return new FloatEjmlPeer(task);
  }

  @Override
  void store(int at, float[] patches) {
    if (z[at] == null) {
      z[at] = FMatrixRMaj.wrap(rows, p, patches);
    }
  }

  @Override
  void products(int at, float[] v, float[] u) {
    MatrixVectorMult_FDRM.mult(z[at], wrap(weight, v, p), wrap(products, u, rows));
  }

  @Override
  void add(int at, float[] b, float[] s) {
    MatrixVectorMult_FDRM.multAddTransA_reorder(z[at], wrap(gated, b, rows), wrap(direction, s, p));
  }

  private static FMatrixRMaj wrap(FMatrixRMaj matrix, float[] numbers, int size) {
    matrix.data = numbers;
    matrix.numRows = size;
    matrix.numCols = 1;
    return matrix;
  }
}
