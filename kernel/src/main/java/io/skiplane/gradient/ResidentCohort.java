package io.skiplane.gradient;

import io.skiplane.lanes.CohortKernels;
import io.skiplane.memory.Borrowed;
import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;

/**
 * The caller's inputs: input i of all steps has the place i modulo their number in the order of its
 * epoch. Patches are read where they lie.
 */
final class ResidentCohort extends CohortSource {
  private final CohortStep step;
  private final MemorySegment z;
  private final MemorySegment labels;
  private final boolean ownLabels;
  private final long count;
  private final long inputBytes;
  private final long patchBytes;
  private final long zeros;
  private final InputTurn turn;
  private long first;

  private ResidentCohort(
      CohortStep step,
      MemorySegment z,
      boolean shared,
      MemorySegment labels,
      boolean ownLabels,
      long count,
      InputOrder order) {
    super(
        shared,
        false,
        step.p == CohortKernels.ONE_PASS ? step.k : CohortStreams.blockPatches(step.k, step.p));
    this.step = step;
    this.z = z;
    this.labels = labels;
    this.ownLabels = ownLabels;
    this.count = count;
    patchBytes = step.p * (shared ? step.precision.bytes() : Precision.VECTOR_BYTES);
    inputBytes = step.k * patchBytes;
    zeros = step.vectors(1);
    turn = new InputTurn(order, count, step.offsets);
  }

  /** One data set for all students. */
  static ResidentCohort of(CohortStep step, Gradient.Resident resident) {
    Inputs inputs = resident.inputs();
    return new ResidentCohort(
        step, inputs.z(), true, inputs.labels(), false, inputs.count(), resident.order());
  }

  /** Labels of each student's own, and perhaps patches. */
  static ResidentCohort of(CohortStep step, EnsembleInputs inputs) {
    boolean shared = inputs.patches() == EnsembleInputs.Patches.SHARED;
    return new ResidentCohort(
        step, inputs.z(), shared, inputs.labels(), true, inputs.count(), InputOrder.IN_TURN);
  }

  @Override
  void begin(long cohort) {
    first = cohort * count;
    turn.use(step.work);
  }

  @Override
  MemorySegment z() {
    return z;
  }

  @Override
  long patches(long input, long block, long patches) {
    long at = (shared ? 0 : first) + number(input);
    return at * inputBytes + block * blockPatches * patchBytes;
  }

  @Override
  void lend(Borrowed borrowed) {
    borrowed.add("Z", z).add("the labels", labels);
  }

  @Override
  MemorySegment labels() {
    return ownLabels ? labels : step.work;
  }

  @Override
  long labelOffset(long input) {
    return ownLabels ? (first + number(input)) * Precision.VECTOR_BYTES : zeros;
  }

  @Override
  double label(long input) {
    return ownLabels ? 0 : step.precision.get(labels, 0, number(input));
  }

  private long number(long input) {
    long epoch = input / count;
    return turn.input(epoch, input - epoch * count);
  }
}
