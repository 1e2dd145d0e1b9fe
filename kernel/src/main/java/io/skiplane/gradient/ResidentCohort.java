package io.skiplane.gradient;

import io.skiplane.lanes.CohortKernels;
import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;

/**
 * The caller's inputs, in turn: input i of all steps is number i modulo their number. Patches are
 * read where they lie.
 */
final class ResidentCohort extends CohortSource {
  private final MemorySegment z;
  private final MemorySegment labels;
  private final long count;
  private final long inputBytes;
  private final long patchBytes;
  private final long labelBytes;
  private long firstInput;
  private long firstLabel;

  private ResidentCohort(
      CohortStep step,
      MemorySegment z,
      boolean shared,
      MemorySegment labels,
      boolean sharedLabel,
      long count) {
    super(
        shared,
        sharedLabel,
        false,
        step.p == CohortKernels.ONE_PASS ? step.k : CohortStreams.blockPatches(step.k, step.p));
    this.z = z;
    this.labels = labels;
    this.count = count;
    long numberBytes = step.precision.bytes();
    patchBytes = step.p * (shared ? numberBytes : Precision.VECTOR_BYTES);
    inputBytes = step.k * patchBytes;
    labelBytes = sharedLabel ? numberBytes : Precision.VECTOR_BYTES;
  }

  /** One data set for all students. */
  static ResidentCohort of(CohortStep step, Inputs inputs) {
    return new ResidentCohort(step, inputs.z(), true, inputs.labels(), true, inputs.count());
  }

  /** Labels of each student's own, and perhaps patches. */
  static ResidentCohort of(CohortStep step, EnsembleInputs inputs) {
    boolean shared = inputs.patches() == EnsembleInputs.Patches.SHARED;
    return new ResidentCohort(step, inputs.z(), shared, inputs.labels(), false, inputs.count());
  }

  @Override
  void begin(long cohort) {
    firstInput = shared ? 0 : cohort * count;
    firstLabel = sharedLabel ? 0 : cohort * count;
  }

  @Override
  MemorySegment z() {
    return z;
  }

  @Override
  long patches(long input, long block, long patches) {
    return (firstInput + input % count) * inputBytes + block * blockPatches * patchBytes;
  }

  @Override
  MemorySegment labels() {
    return labels;
  }

  @Override
  long label(long input) {
    return (firstLabel + input % count) * labelBytes;
  }
}
