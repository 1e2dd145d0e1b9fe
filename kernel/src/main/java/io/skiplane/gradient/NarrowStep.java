package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.Packing;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.function.BiFunction;

/**
 * Steps on one input each of few columns and at most a block of patches. Some inputs with their
 * labels are gathered, then one call of a kernel takes all of their steps: a small step is a chain
 * of operations, to which calls and memory between steps would add as much again.
 */
final class NarrowStep implements GradientStep, PatchSink {
  /** Inputs that are copied or drawn stay in the first-level cache until their steps. */
  private static final long MOST_BYTES = 24 << 10;

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
  private final long table;
  private final long labels;
  private final long starActivation;
  private MemorySegment patches = MemorySegment.NULL;
  private int place;

  /** Steps on inputs that lie {@code inPlace}, or are copied or drawn first. */
  NarrowStep(
      SegmentAllocator memory,
      Student student,
      Teacher teacher,
      BiFunction<PatchPass, Offsets, PatchSource> maker,
      boolean inPlace) {
    kernels = Twins.chosen(student.precision());
    precision = student.precision();
    weights = student.memory();
    vOffset = student.vOffset();
    k = student.shape().k();
    p = (int) student.shape().p();
    paddedP = precision.padded(p);
    Offsets offsets = new Offsets(precision);
    pass = new PatchPass(kernels, student, offsets, 0, 1);
    long most = inPlace ? Long.MAX_VALUE : MOST_BYTES / (pass.inputNumbers() * precision.bytes());
    pass.keep((int) Math.clamp(most, 1, UnitNorm.INTERVAL));
    source = maker.apply(pass, offsets);
    table = offsets.bytes((long) pass.kept() * Long.BYTES);
    labels = offsets.array(pass.kept() + precision.lanes());
    int labelled = Math.min(pass.kept(), precision.lanes());
    starActivation = offsets.array(source.teacher() ? precision.padded(k) * labelled : 0);
    work = offsets.allocate(memory, student);
    pass.use(work, source.far());
    pass.take(teacher);
    source.use(work);
  }

  /** Whether patches are one block of few columns, and not of one, with which v cannot turn. */
  static boolean fits(Student student) {
    long p = student.shape().p();
    return p > 1
        && Packing.columns(p, student.precision()) == Kernels.NARROW_COLUMNS
        && PatchPass.blocks(student.shape(), student.precision()) == 1;
  }

  @Override
  public long run(long first, long count, double etaA, double etaW) {
    for (long done = 0; done < count; ) {
      long step = first + done;
      int steps = (int) Math.min(count - done, Math.min(UnitNorm.stepsUntilDue(step), pass.kept()));
      gather(step, steps);
      int taken = steps(step, steps, etaA, etaW);
      done += taken;
      if (taken < steps) {
        return done;
      }
    }
    return count;
  }

  /** Steps on the inputs that are gathered; ends before one that is not finite. */
  private int steps(long step, int steps, double etaA, double etaW) {
    int taken = 0;
    while (taken < steps) {
      taken +=
          kernels.narrowSteps(
              patches,
              table + (long) taken * Long.BYTES,
              steps - taken,
              k,
              p,
              labels + (long) taken * precision.bytes(),
              etaA,
              etaW,
              weights,
              0,
              vOffset,
              pass.activation(),
              work);
      if (taken < steps) {
        if (!single(taken, etaA, etaW)) {
          return taken;
        }
        taken++;
      }
      if (UnitNorm.due(step + taken - 1, precision.get(work, 0, 0))) {
        UnitNorm.restore(kernels, weights, vOffset, paddedP, work);
      }
    }
    return taken;
  }

  /**
   * A step of any length, by calls, as a long one leaves the loop in registers and short vectors
   * have none; false, with the weights as they were, if it is not finite.
   */
  private boolean single(int taken, double etaA, double etaW) {
    long at = work.get(ValueLayout.JAVA_LONG, table + (long) taken * Long.BYTES);
    pass.add(0, k, patches, at, false);
    pass.end(false);
    double label = precision.get(work, labels, taken);
    if (!kernels.narrowEnd(
        k, p, label, etaA, etaW, weights, 0, vOffset, pass.activation(), pass.direction(), work)) {
      return false;
    }
    kernels.addActivation(weights, 0, k, precision.get(work, 0, 1), pass.activation(), work);
    return true;
  }

  /** The places and the labels of the inputs of some steps. */
  private void gather(long step, int steps) {
    for (place = 0; place < steps; place++) {
      pass.place(place);
      source.patches(step + place, 0, this);
      if (!source.teacher()) {
        precision.set(work, labels, place, source.label(step + place, 0));
      }
    }
    int lanes = precision.lanes();
    for (int i = 0; source.teacher() && i < steps; i += lanes) {
      kernels.narrowOutputs(
          patches,
          table + (long) i * Long.BYTES,
          Math.min(lanes, steps - i),
          precision.padded(k) / lanes,
          work,
          pass.starA(),
          pass.starV(),
          starActivation,
          labels + (long) i * precision.bytes(),
          work);
    }
  }

  @Override
  public void add(long patch, long count, MemorySegment z, long zOffset, boolean teacher) {
    patches = z;
    work.set(ValueLayout.JAVA_LONG, table + (long) place * Long.BYTES, zOffset);
  }
}
