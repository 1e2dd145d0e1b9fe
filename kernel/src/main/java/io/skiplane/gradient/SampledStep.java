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
 * r = f − g    ∇_a = r σ(u)    ∇_w = r (I − vvᵀ) s,  s·v = f
 * </pre>
 *
 * <p>As r factors out of s, one pass over the patches is enough; as s·v = f, so does the new norm:
 * {@code ‖v − η∇_w‖² = 1 + η²r²(‖s‖² − f²)}.
 */
final class SampledStep implements GradientStep {
  private final Kernels kernels;
  private final PatchPass pass;
  private final PatchSource source;
  private final MemorySegment weights;
  private final MemorySegment work;
  private final long vOffset;
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
    Precision precision = student.precision();
    this.batch = batch;
    fixedDirection = student.shape().p() == 1;
    kernels = Twins.chosen(precision);
    weights = student.memory();
    vOffset = student.vOffset();
    paddedK = precision.padded(student.shape().k());
    paddedP = precision.padded(student.shape().p());
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
    double along;
    if (batch == 1) {
      weight = input(step, 0);
      along = pass.f();
    } else {
      weight = 1.0 / batch;
      along = miniBatch(step);
    }
    double length = kernels.dot(work, batchDirection, work, batchDirection, paddedP, work);
    double turn = etaW * weight;
    double across = turn * turn * Math.max(0, length - along * along);
    if (!Double.isFinite(weight * along) || !Double.isFinite(across)) {
      return false;
    }
    kernels.addScaled(-etaA * weight, work, batchActivation, weights, 0, paddedK);
    if (fixedDirection) {
      return true;
    }
    double inverse = 1 / Math.sqrt(1 + across);
    kernels.combine(
        inverse * (1 + turn * along),
        weights,
        vOffset,
        -inverse * turn,
        work,
        batchDirection,
        paddedP);
    if (UnitNorm.due(step, turn * turn * length)) {
      UnitNorm.restore(kernels, weights, vOffset, paddedP, work);
    }
    return true;
  }

  /** Sums r σ(u) and r s over the batch, all at the same weights; returns Σ r f. */
  private double miniBatch(long step) {
    kernels.clear(work, batchActivation, paddedK * kernels.precision().bytes());
    kernels.clear(work, batchDirection, paddedP * kernels.precision().bytes());
    double along = 0;
    for (int input = 0; input < batch; input++) {
      double r = input(step, input);
      along = Math.fma(r, pass.f(), along);
      kernels.addScaled(r, work, pass.activation(), work, batchActivation, paddedK);
      kernels.addScaled(r, work, pass.direction(), work, batchDirection, paddedP);
    }
    return along;
  }

  /** One input: leaves σ(u) and s in the workspace and returns r = f − g. */
  private double input(long step, int input) {
    pass.begin();
    source.patches(step, input);
    pass.end(source.teacher());
    return pass.f() - source.label(step, input);
  }
}
