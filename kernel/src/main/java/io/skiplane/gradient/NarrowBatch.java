package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.memory.Precision;
import io.skiplane.model.Student;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The sums of a mini-batch of inputs of few narrow patches, some inputs at a time:
 *
 * <pre>
 * r_i = Σ_j a_j σ(u_ij) − g_i    Σ_i r_i σ(u_i)    Σ_i r_i Σ_j a_j 1[u_ij > 0] Z_ij
 * </pre>
 *
 * <p>All inputs meet the same weights, so none waits for another's residual, and s becomes numbers
 * from its lanes once a batch.
 */
final class NarrowBatch implements PatchSink {
  /** Larger inputs are better passed over once each, however long they wait for their residual. */
  private static final long MOST_NUMBERS = 1536;

  /** Inputs taken at a time stay in the first-level cache. */
  private static final long MOST_BYTES = 24 << 10;

  private final Kernels kernels;
  private final Precision precision;
  private final MemorySegment weights;
  private final long vOffset;
  private final PatchPass pass;
  private final int batch;
  private final int p;
  private final long groups;
  private final long table;
  private final long activation;
  private final long labels;
  private final long residuals;
  private MemorySegment work = MemorySegment.NULL;
  private MemorySegment patches = MemorySegment.NULL;
  private int place;

  NarrowBatch(Kernels kernels, Student student, int batch, PatchPass pass, Offsets offsets) {
    this.kernels = kernels;
    this.batch = batch;
    this.pass = pass;
    precision = student.precision();
    weights = student.memory();
    vOffset = student.vOffset();
    p = (int) student.shape().p();
    groups = precision.padded(pass.patches()) / precision.lanes();
    long most = MOST_BYTES / (pass.inputNumbers() * precision.bytes());
    int together = (int) Math.clamp(most, 1, Math.min(batch, precision.lanes()));
    pass.keep(together);
    table = offsets.bytes((long) together * Long.BYTES);
    activation = offsets.array(precision.padded(pass.patches()) * together);
    labels = offsets.array(precision.lanes());
    residuals = offsets.array(precision.lanes());
  }

  /** Whether mini-batches of such patches are taken so, if one pass has all of an input's. */
  static boolean fits(PatchPass pass) {
    return pass.columns() == Kernels.NARROW_COLUMNS && pass.inputNumbers() <= MOST_NUMBERS;
  }

  /** Tells where the workspace lies, which has the teacher. */
  void use(MemorySegment workspace) {
    work = workspace;
  }

  /**
   * Sums over a batch at the present weights; s·v and ‖s‖² become the first numbers of the
   * workspace.
   *
   * @param sum byte of Σ r σ(u), cleared
   * @param direction byte of Σ r s
   * @param loss whether Σ r² is wanted
   * @return Σ r², or 0
   */
  double sum(long step, PatchSource source, long sum, long direction, boolean loss) {
    double squares = 0;
    kernels.clear(
        work, Kernels.ACCUMULATORS, (long) Kernels.NARROW_COLUMNS * Precision.VECTOR_BYTES);
    for (int first = 0; first < batch; first += pass.kept()) {
      int inputs = Math.min(pass.kept(), batch - first);
      for (place = 0; place < inputs; place++) {
        source.patches(step, first + place, this);
      }
      if (!source.teacher()) {
        source.labels(step, first, inputs, labels);
      }
      add(inputs, source.teacher(), sum);
      for (int input = 0; loss && input < inputs; input++) {
        double r = precision.get(work, residuals, input);
        squares = Math.fma(r, r, squares);
      }
    }
    kernels.narrowDirection(p, direction, weights, vOffset, work);
    return squares;
  }

  private void add(int inputs, boolean teacher, long sum) {
    if (teacher) {
      outputs(inputs, work, pass.starA(), pass.starV(), labels);
    }
    outputs(inputs, weights, 0, vOffset, residuals);
    kernels.narrowBatch(
        patches, table, inputs, groups, weights, 0, activation, labels, residuals, sum, work);
  }

  private void outputs(int inputs, MemorySegment memory, long a, long v, long to) {
    kernels.narrowOutputs(patches, table, inputs, groups, memory, a, v, activation, to, work);
  }

  /** All patches of an input, as so few are one block. */
  @Override
  public void add(long patch, long count, MemorySegment z, long zOffset, boolean teacher) {
    patches = z;
    work.set(ValueLayout.JAVA_LONG, table + (long) place * Long.BYTES, zOffset);
  }
}
