package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Some blocks of every input with sums and a workspace of their own, so that the sections of a
 * large step can go to different threads. Their number depends on the shape alone, and their sums
 * are added in their order.
 */
final class PatchSection {
  /** Numbers of an input that make a section worth its while: some tens of microseconds. */
  private static final long NUMBERS = 1 << 17;

  private static final int MOST = 64;

  private final Kernels kernels;
  private final Precision precision;
  private final Offsets offsets;
  private final PatchPass pass;
  private final PatchSource source;
  private final MemorySegment weights;
  private final long p;
  private final long batchActivation;
  private final long batchDirection;
  private MemorySegment work = MemorySegment.NULL;

  /** For mini-batches of small inputs. */
  private final @Nullable NarrowBatch narrowBatch;

  private PatchSection(
      Kernels kernels,
      Student student,
      int batch,
      BiFunction<PatchPass, Offsets, PatchSource> maker,
      long from,
      long to) {
    this.kernels = kernels;
    precision = student.precision();
    weights = student.memory();
    p = student.shape().p();
    offsets = new Offsets(precision);
    pass = new PatchPass(kernels, student, offsets, from, to);
    batchActivation = batch == 1 ? pass.activation() : offsets.array(pass.patches());
    boolean sumsBatch = batch > 1 && from == 0; // The first section's is the sum over all.
    batchDirection = sumsBatch ? offsets.array(p) : pass.direction();
    boolean whole = pass.patches() == student.shape().k();
    narrowBatch =
        batch > 1 && whole && NarrowBatch.fits(pass)
            ? new NarrowBatch(kernels, student, batch, pass, offsets)
            : null;
    source = maker.apply(pass, offsets);
  }

  /** All sections of a shape's inputs. */
  static PatchSection[] all(
      Kernels kernels,
      Student student,
      int batch,
      BiFunction<PatchPass, Offsets, PatchSource> maker) {
    Shape shape = student.shape();
    long blocks = PatchPass.blocks(shape, student.precision());
    long wanted = Math.clamp(shape.elements() / NUMBERS, 1, MOST);
    long each = (blocks + wanted - 1) / wanted;
    int count = (int) ((blocks + each - 1) / each);
    PatchSection[] sections = new PatchSection[count];
    for (int i = 0; i < count; i++) {
      long to = Math.min(blocks, (i + 1) * each);
      sections[i] = new PatchSection(kernels, student, batch, maker, i * each, to);
    }
    return sections;
  }

  /** Bytes of the workspace. */
  long bytes() {
    return offsets.end();
  }

  /** Tells where the workspace lies, and copies the teacher there. */
  void use(MemorySegment workspace, Teacher teacher) {
    work = workspace;
    pass.use(work, source.far());
    pass.take(teacher);
    source.use(work);
    if (narrowBatch != null) {
      narrowBatch.use(work);
    }
  }

  /** Whether a mini-batch's sums are taken in one go. */
  boolean takesBatch() {
    return narrowBatch != null;
  }

  /**
   * Then takes them, with s·v and ‖s‖² of s as the first numbers of the workspace; Σ r² if wanted.
   */
  double takeBatch(long step, boolean loss) {
    return Objects.requireNonNull(narrowBatch)
        .sum(step, source, batchActivation, batchDirection, loss);
  }

  MemorySegment work() {
    return work;
  }

  /** Byte of s, or in the first section of the weighted sum of all over a batch. */
  long batchDirection() {
    return batchDirection;
  }

  /** The section's part of one input: σ(u), s and g. */
  void input(long step, int input) {
    boolean teacher = source.teacher();
    pass.begin(teacher);
    source.patches(step, input, pass);
    pass.end(teacher);
  }

  /** The label of the input, or the section's part of it where the teacher gives it. */
  double label(long step, int input) {
    return source.teacher() ? pass.g() : source.label(step, input);
  }

  /** Whether the label is the sum of the sections' parts. */
  boolean labelInParts() {
    return source.teacher();
  }

  /** Adds another section's s to this one's. */
  void addDirection(PatchSection other) {
    kernels.addScaled(
        1, other.work, other.pass.direction(), work, pass.direction(), precision.padded(p));
  }

  /** Whether an input leaves s·v and ‖s‖² of the section's s. */
  boolean leavesSums() {
    return pass.narrow();
  }

  /** Leaves s·v and ‖s‖² as the first numbers of the workspace. */
  void alongAndLength(long direction, long vOffset) {
    kernels.alongAndLength(direction, p, weights, vOffset, work);
  }

  /** The rest of a step on one input, all of whose patches this section has; r, or NaN. */
  double move(double label, double etaA, double etaW, long vOffset) {
    return kernels.stepEnd(
        pass.patches(),
        p,
        label,
        etaA,
        etaW,
        weights,
        0,
        vOffset,
        pass.activation(),
        pass.direction(),
        work);
  }

  /** Byte of the last input's s. */
  long direction() {
    return pass.direction();
  }

  /** Begins a batch's sum of σ(u). */
  void clearActivation() {
    kernels.clear(work, batchActivation, precision.paddedBytes(pass.patches()));
  }

  /** Begins a batch's sum of s. */
  void clearDirection() {
    kernels.clear(work, batchDirection, precision.paddedBytes(p));
  }

  /** Adds r σ(u) to the batch's sum. */
  void addActivation(double r) {
    long n = precision.padded(pass.patches());
    kernels.addScaled(r, work, pass.activation(), work, batchActivation, n);
  }

  /** Adds r s to the batch's sum. */
  void addDirection(double r) {
    kernels.addScaled(r, work, pass.direction(), work, batchDirection, precision.padded(p));
  }

  /** {@code a_j ← a_j + push·σ_j} for the section's patches. */
  void moveOutputWeight(double push) {
    addActivation(push, weights);
  }

  /** {@code y_j ← y_j + push·σ_j} for the section's patches; y: [k] of all patches. */
  void addActivation(double push, MemorySegment y) {
    long at = pass.firstPatch() * precision.bytes();
    kernels.addActivation(y, at, pass.patches(), push, batchActivation, work);
  }
}
