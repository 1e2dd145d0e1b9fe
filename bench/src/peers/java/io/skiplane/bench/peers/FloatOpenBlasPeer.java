package io.skiplane.bench.peers;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The gemv of Bytedeco's OpenBLAS by JNI, patches outside the heap, and loops of plain Java; v, u,
 * b and s are copied in and out, k and p numbers beside k·p; so are fresh patches, a hundredth of
 * what their drawing takes.
 *
 * <p>What limits it: a call by JNI takes longer than a whole small step, the gemv for small sizes
 * is not tuned, and patches are loaded twice; normals come from Java's scalar generator, on one
 * core.
 */
public final class FloatOpenBlasPeer extends FloatStep {
  private final FloatPointer[] z;
  private final FloatPointer weight = new FloatPointer(p);
  private final FloatPointer products = new FloatPointer(rows);
  private final FloatPointer gated = new FloatPointer(rows);
  private final FloatPointer direction = new FloatPointer(p);
  private final FloatBuffer weightView = weight.asBuffer();
  private final FloatBuffer productsView = products.asBuffer();
  private final FloatBuffer gatedView = gated.asBuffer();
  private final FloatBuffer directionView = direction.asBuffer();

  private FloatOpenBlasPeer(PeerTask task) {
    super(task, true);
    blas_set_num_threads(task.threads());
    z = new FloatPointer[stored()];
    load();
  }

  /** The peer for a task. */
  public static Peer of(PeerTask task) {
    return new FloatOpenBlasPeer(task);
  }

  @Override
  void store(int at, float[] patches) {
    if (z[at] == null) {
      z[at] = new FloatPointer(numbers);
    }
    z[at].put(patches, 0, numbers);
  }

  @Override
  void products(int at, float[] v, float[] u) {
    weightView.put(0, v, 0, p);
    multiply(columns, at, weight, 0, products);
    productsView.get(0, u, 0, rows);
  }

  @Override
  void add(int at, float[] b, float[] s) {
    gatedView.put(0, b, 0, rows);
    directionView.put(0, s, 0, p);
    multiply(!columns, at, gated, 1, direction);
    directionView.get(0, s, 0, p);
  }

  /** y = M x + βy with the stored matrix M or its transposed. */
  private void multiply(boolean transposed, int at, FloatPointer x, float beta, FloatPointer y) {
    int height = columns ? p : rows;
    int width = columns ? rows : p;
    int trans = transposed ? CblasTrans : CblasNoTrans;
    cblas_sgemv(CblasRowMajor, trans, height, width, 1, z[at], width, x, 1, beta, y, 1);
  }
}
