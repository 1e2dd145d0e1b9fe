package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * Gradient descent on the mean over a mini-batch of inputs, whose patches a {@link PatchSource}
 * gives:
 *
 * <pre>
 * f = s·v    r = f − g    ∇_a = r σ(u)    ∇_w = r (I − vvᵀ) s
 * </pre>
 *
 * <p>As r factors out of s, one pass over the patches is enough; as {@code s·v = Σ_j a_j σ(u_j)} is
 * f itself, neither f nor the new norm needs a pass: {@code ‖v − η∇_w‖² = 1 + η²r²(‖s‖² − f²)}.
 */
final class SampledStep implements GradientStep {
  private final Kernels kernels;
  private final Precision precision;
  private final PatchPass pass;
  private final PatchSource source;
  private final MemorySegment weights;
  private final MemorySegment work;
  private final long vOffset;
  private final long k;
  private final long p;
  private final long paddedK;
  private final long paddedP;
  private final int batch;

  /** One column: v is ±1, and rounding errors are all that could move it. */
  private final boolean fixedDirection;

  private final long batchActivation;
  private final long batchDirection;

  private SampledStep(
      SegmentAllocator memory,
      Student student,
      Teacher teacher,
      int batch,
      PatchSource.Maker maker) {
    precision = student.precision();
    this.batch = batch;
    fixedDirection = student.shape().p() == 1;
    kernels = Twins.chosen(precision);
    weights = student.memory();
    vOffset = student.vOffset();
    k = student.shape().k();
    p = student.shape().p();
    paddedK = precision.padded(k);
    paddedP = precision.padded(p);
    Offsets offsets = new Offsets(precision);
    pass = new PatchPass(kernels, student, offsets);
    batchActivation = batch == 1 ? pass.activation() : offsets.array(paddedK);
    batchDirection = batch == 1 ? pass.direction() : offsets.array(paddedP);
    source = maker.make(pass, offsets);
    work = offsets.allocate(memory, student);
    pass.use(work);
    source.use(work);
    Offsets.copyTeacher(teacher, precision, work, pass.starA(), pass.starV());
  }

  static SampledStep dense(
      SegmentAllocator memory,
      Student student,
      Teacher teacher,
      int batch,
      long seed,
      long number) {
    return new SampledStep(
        memory,
        student,
        teacher,
        batch,
        (pass, offsets) ->
            new FreshPatches(
                Twins.chosen(student.precision()), pass, offsets, batch, seed, number));
  }

  static SampledStep resident(
      SegmentAllocator memory, Student student, Teacher teacher, int batch, Inputs inputs) {
    Segments.checkApart("student memory", student.memory(), "Z", inputs.z());
    Segments.checkApart("student memory", student.memory(), "the labels", inputs.labels());
    return new SampledStep(
        memory,
        student,
        teacher,
        batch,
        (pass, offsets) -> new ResidentPatches(inputs, student, pass, offsets, batch));
  }

  @Override
  public long run(long first, long count, double etaA, double etaW) {
    for (long done = 0; done < count; done++) {
      if (!step(first + done, etaA, etaW)) {
        return done;
      }
    }
    return count;
  }

  /** One step; false, with nothing changed, if its numbers are not finite. */
  private boolean step(long step, double etaA, double etaW) {
    double weight;
    if (batch == 1) {
      weight = input(step, 0);
    } else {
      weight = 1.0 / batch;
      miniBatch(step);
    }
    double along = precision.get(work, 0, 0);
    double length = precision.get(work, 0, 1);
    double turn = etaW * weight;
    double across = turn * turn * Math.max(0, length - along * along);
    if (!Double.isFinite(weight * along) || !Double.isFinite(across)) {
      return false;
    }
    // One column: v stays, and is moved by no rounding error.
    double inverse = fixedDirection ? 1 : UnitNorm.inverse(across);
    double keep = fixedDirection ? 1 : inverse * (1 + turn * along);
    double pull = fixedDirection ? 0 : -inverse * turn;
    kernels.sampledStep(
        weights,
        k,
        -etaA * weight,
        batchActivation,
        vOffset,
        paddedP,
        keep,
        pull,
        batchDirection,
        work);
    if (!fixedDirection && UnitNorm.due(step, turn * turn * length)) {
      UnitNorm.restore(kernels, weights, vOffset, paddedP, work);
    }
    return true;
  }

  /** Sums r σ(u) and r s over the batch, all at the same weights; leaves Σ r f and ‖Σ r s‖². */
  private void miniBatch(long step) {
    kernels.clear(work, batchActivation, paddedK * precision.bytes());
    kernels.clear(work, batchDirection, paddedP * precision.bytes());
    for (int input = 0; input < batch; input++) {
      double r = input(step, input);
      kernels.addScaled(r, work, pass.activation(), work, batchActivation, paddedK);
      kernels.addScaled(r, work, pass.direction(), work, batchDirection, paddedP);
    }
    kernels.alongAndLength(batchDirection, p, weights, vOffset, work);
  }

  /** One input: leaves σ(u), s, f = s·v and ‖s‖² in the workspace and returns r = f − g. */
  private double input(long step, int input) {
    boolean teacher = source.teacher();
    pass.begin(teacher);
    source.patches(step, input);
    pass.end(teacher);
    kernels.alongAndLength(pass.direction(), p, weights, vOffset, work);
    return precision.get(work, 0, 0) - source.label(step, input);
  }
}
