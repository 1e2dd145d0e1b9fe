package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.Packing;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * The step of {@link SampledStep} on one input of few columns whose patches come all at once: a
 * single call of a kernel, to the same bits, as the calls themselves are what a small step costs.
 */
final class NarrowStep implements GradientStep, PatchSink {
  private final Kernels kernels;
  private final Precision precision;
  private final MemorySegment weights;
  private final long vOffset;
  private final long paddedP;
  private final long k;
  private final int p;
  private final PatchPass pass;
  private final PatchSource source;
  private final MemorySegment work;
  private double label;
  private double etaA;
  private double etaW;
  private double residual;

  NarrowStep(SegmentAllocator memory, Student student, Teacher teacher, PatchSource.Maker maker) {
    kernels = Twins.chosen(student.precision());
    precision = student.precision();
    weights = student.memory();
    vOffset = student.vOffset();
    k = student.shape().k();
    p = (int) student.shape().p();
    paddedP = precision.padded(p);
    Offsets offsets = new Offsets(precision);
    pass =
        new PatchPass(kernels, student, offsets, 0, PatchPass.blocks(student.shape(), precision));
    source = maker.make(pass, offsets);
    work = offsets.allocate(memory, student);
    pass.use(work, source.far());
    pass.take(teacher);
    source.use(work);
  }

  /**
   * Whether a student's patches have few columns, and not one, with which v cannot turn, and are
   * not so many that their sums are those of sections.
   */
  static boolean fits(Student student) {
    long p = student.shape().p();
    return p > 1
        && Packing.columns(p, student.precision()) == Kernels.NARROW_COLUMNS
        && PatchSection.wanted(student.shape()) == 1;
  }

  @Override
  public long run(long first, long count, double stepSizeA, double stepSizeW) {
    etaA = stepSizeA;
    etaW = stepSizeW;
    for (long step = first; step < first + count; step++) {
      if (!source.teacher()) {
        label = source.label(step, 0);
      }
      source.patches(step, 0, this);
      if (Double.isNaN(residual)) {
        return step - first;
      }
      double turn = etaW * residual;
      if (UnitNorm.due(step, turn * turn * precision.get(work, 0, 1))) {
        UnitNorm.restore(kernels, weights, vOffset, paddedP, work);
      }
    }
    return count;
  }

  @Override
  public void add(long patch, long count, MemorySegment z, long zOffset, boolean teacher) {
    if (teacher) {
      pass.begin(true);
      pass.teach(patch, count, z, zOffset);
      label = LaneSums.read(precision, work, 1);
    }
    residual =
        kernels.narrowStep(
            z,
            zOffset,
            k,
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
}
