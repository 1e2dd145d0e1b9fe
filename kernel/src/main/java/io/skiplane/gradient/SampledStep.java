package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.SphereStep;
import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.function.BiFunction;

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
final class SampledStep implements GradientStep, PointGradient {
  private final Kernels kernels;
  private final Kernels scalar;
  private final Precision precision;
  private final PatchSection[] sections;
  private final PatchSection main;
  private final MemorySegment weights;
  private final long vOffset;
  private final long paddedK;
  private final long paddedP;
  private final int batch;

  /** One column: v is ±1, and rounding errors are all that could move it. */
  private final boolean fixedDirection;

  /** One input in one section, which leaves its sums to the end of the step. */
  private final boolean small;

  private final Team.Part inputPart = (worker, section) -> inputPart(section);
  private final Team.Part addPart = (worker, section) -> addPart(section);
  private final Team.Part movePart = (worker, section) -> movePart(section);
  private long partStep;
  private int partInput;
  private double partScale;

  /** Σ r² over the last mini-batch, where it was wanted. */
  private double squares;

  private SampledStep(
      SegmentAllocator memory,
      Student student,
      Teacher teacher,
      int batch,
      BiFunction<PatchPass, Offsets, PatchSource> maker) {
    precision = student.precision();
    this.batch = batch;
    fixedDirection = student.shape().p() == 1;
    kernels = Twins.chosen(precision);
    scalar = Twins.scalar(precision);
    weights = student.memory();
    vOffset = student.vOffset();
    paddedK = precision.padded(student.shape().k());
    paddedP = precision.padded(student.shape().p());
    sections = PatchSection.all(kernels, student, batch, maker);
    main = sections[0];
    small = batch == 1 && sections.length == 1 && !fixedDirection && !main.leavesSums();
    long bytes = 0;
    for (PatchSection section : sections) {
      bytes = Math.addExact(bytes, section.bytes());
    }
    MemorySegment work = Offsets.allocate(memory, student, bytes);
    long at = 0;
    for (PatchSection section : sections) {
      section.use(work.asSlice(at, section.bytes()), teacher);
      at += section.bytes();
    }
  }

  static GradientStep dense(
      SegmentAllocator memory,
      Student student,
      Teacher teacher,
      int batch,
      long seed,
      long number) {
    return of(memory, student, teacher, batch, fresh(student, batch, seed, number), false);
  }

  static PointGradient denseGradient(
      SegmentAllocator memory,
      Student student,
      Teacher teacher,
      int batch,
      long seed,
      long number) {
    return new SampledStep(memory, student, teacher, batch, fresh(student, batch, seed, number));
  }

  static GradientStep resident(
      SegmentAllocator memory, Student student, Teacher teacher, Gradient.Resident resident) {
    boolean inPlace = ResidentPatches.inPlace(resident.inputs(), student.precision());
    return of(memory, student, teacher, resident.batch(), given(student, resident), inPlace);
  }

  static PointGradient residentGradient(
      SegmentAllocator memory, Student student, Teacher teacher, Gradient.Resident resident) {
    return new SampledStep(memory, student, teacher, resident.batch(), given(student, resident));
  }

  private static BiFunction<PatchPass, Offsets, PatchSource> fresh(
      Student student, int batch, long seed, long number) {
    Kernels kernels = Twins.chosen(student.precision());
    StreamKey key = new StreamKey(seed, number);
    long blocks = PatchPass.blocks(student.shape(), student.precision());
    Math.multiplyExact(blocks, (long) batch);
    return (pass, offsets) -> new FreshPatches(kernels, pass, offsets, blocks, key);
  }

  private static BiFunction<PatchPass, Offsets, PatchSource> given(
      Student student, Gradient.Resident resident) {
    Inputs inputs = resident.inputs();
    Segments.checkApart("student memory", student.memory(), "Z", inputs.z());
    Segments.checkApart("student memory", student.memory(), "the labels", inputs.labels());
    return (pass, offsets) -> new ResidentPatches(resident, student, pass, offsets);
  }

  /** The step that fits. */
  private static GradientStep of(
      SegmentAllocator memory,
      Student student,
      Teacher teacher,
      int batch,
      BiFunction<PatchPass, Offsets, PatchSource> maker,
      boolean inPlace) {
    return batch == 1 && NarrowStep.fits(student)
        ? new NarrowStep(memory, student, teacher, maker, inPlace)
        : new SampledStep(memory, student, teacher, batch, maker);
  }

  @Override
  public long run(long first, long count, double etaA, double etaW) {
    return run(first, count, etaA, etaW, Team.alone());
  }

  @Override
  public long run(long first, long count, double etaA, double etaW, Team team) {
    for (long done = 0; done < count; done++) {
      if (!step(first + done, etaA, etaW, team)) {
        return done;
      }
    }
    return count;
  }

  /** One step; false, with nothing changed, if its numbers are not finite. */
  private boolean step(long step, double etaA, double etaW, Team team) {
    if (small) {
      return smallStep(step, etaA, etaW);
    }
    double weight;
    if (batch == 1) {
      weight = input(step, 0, team);
    } else {
      weight = 1.0 / batch;
      miniBatch(step, team, false);
    }
    MemorySegment work = main.work();
    double along = precision.get(work, 0, 0);
    double length = precision.get(work, 0, 1);
    double turn = etaW * weight;
    double across = SphereStep.across(turn, along, length);
    if (!Double.isFinite(weight * along) || !Double.isFinite(across)) {
      return false;
    }
    partScale = -etaA * weight;
    team.share(sections.length, movePart);
    if (fixedDirection) {
      return true;
    }
    double inverse = SphereStep.inverse(across);
    kernels.combine(
        inverse * (1 + turn * along),
        weights,
        vOffset,
        -inverse * turn,
        work,
        main.batchDirection(),
        paddedP);
    if (UnitNorm.due(step, turn * turn * length)) {
      UnitNorm.restore(scalar, weights, vOffset, paddedP, work);
    }
    return true;
  }

  /** The same in one call of a kernel, to the same bits. */
  private boolean smallStep(long step, double etaA, double etaW) {
    main.input(step, 0);
    double r = main.move(main.label(step, 0), etaA, etaW, vOffset);
    if (Double.isNaN(r)) {
      return false;
    }
    double turn = etaW * r;
    if (UnitNorm.due(step, turn * turn * precision.get(main.work(), 0, 1))) {
      UnitNorm.restore(scalar, weights, vOffset, paddedP, main.work());
    }
    return true;
  }

  @Override
  public double at(long step, MemorySegment gradA, MemorySegment gradW) {
    double weight;
    double loss;
    if (batch == 1) {
      weight = input(step, 0, Team.alone());
      loss = weight * weight / 2;
    } else {
      weight = 1.0 / batch;
      miniBatch(step, Team.alone(), true);
      loss = squares * weight / 2;
    }
    kernels.clear(gradA, 0, paddedK * precision.bytes());
    for (PatchSection section : sections) {
      section.addActivation(weight, gradA);
    }
    double along = precision.get(main.work(), 0, 0);
    long bytes = paddedP * precision.bytes();
    if (fixedDirection) {
      kernels.clear(gradW, 0, bytes);
    } else {
      MemorySegment.copy(main.work(), main.batchDirection(), gradW, 0, bytes);
      kernels.combine(weight, gradW, 0, -weight * along, weights, vOffset, paddedP);
    }
    return loss;
  }

  /** Sums r σ(u) and r s over the batch, all at the same weights; leaves Σ r f and ‖Σ r s‖². */
  private void miniBatch(long step, Team team, boolean lossWanted) {
    for (PatchSection section : sections) {
      section.clearActivation();
    }
    if (main.takesBatch()) {
      squares = main.takeBatch(step, lossWanted);
      return;
    }
    main.clearDirection();
    squares = 0;
    for (int input = 0; input < batch; input++) {
      partScale = input(step, input, team);
      squares = Math.fma(partScale, partScale, squares);
      team.share(sections.length, addPart);
      main.addDirection(partScale);
    }
    main.alongAndLength(main.batchDirection(), vOffset);
  }

  /** One input: leaves σ(u), s, f = s·v and ‖s‖² in the workspaces and returns r = f − g. */
  private double input(long step, int input, Team team) {
    partStep = step;
    partInput = input;
    team.share(sections.length, inputPart);
    double label = main.label(step, input);
    for (int i = 1; i < sections.length; i++) {
      main.addDirection(sections[i]);
      label += main.labelInParts() ? sections[i].label(step, input) : 0;
    }
    if (sections.length > 1 || !main.leavesSums()) {
      main.alongAndLength(main.direction(), vOffset);
    }
    return precision.get(main.work(), 0, 0) - label;
  }

  private void inputPart(int section) {
    sections[section].input(partStep, partInput);
  }

  private void addPart(int section) {
    sections[section].addActivation(partScale);
  }

  private void movePart(int section) {
    sections[section].moveOutputWeight(partScale);
  }
}
