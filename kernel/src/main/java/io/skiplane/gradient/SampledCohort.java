package io.skiplane.gradient;

import io.skiplane.memory.Borrowed;
import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import io.skiplane.model.Students;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;

/**
 * The step of {@link SampledStep} on the students of a cohort, one in each lane: every sum is taken
 * lane by lane and in the students' precision, from the patches to the new norm.
 */
final class SampledCohort extends CohortStep {
  private final CohortSource source;
  private final long blocks;
  private final long gates;
  private final long sums;
  private final long blockSums;
  private final long batchSums;

  SampledCohort(
      Students students, Teacher teacher, int batch, Function<CohortStep, CohortSource> maker) {
    super(students, teacher, batch);
    sums = vectors(p + 1);
    batchSums = batch == 1 ? sums : vectors(p + 1);
    source = maker.apply(this);
    blocks = (k + source.blockPatches - 1) / source.blockPatches;
    blockSums = blocks == 1 ? sums : vectors(p + 1);
    gates = vectors(source.blockPatches);
  }

  /** On one data set for all students. */
  static SampledCohort resident(Students students, Teacher teacher, Gradient.Resident resident) {
    Inputs inputs = resident.inputs();
    Inputs.checkFit(inputs.shape(), inputs.precision(), students.shape(), students.precision());
    if (inputs.layout() != Inputs.Layout.ROW_MAJOR) {
      throw new IllegalArgumentException(
          "inputs in layout " + inputs.layout() + "; those of an ensemble must be ROW_MAJOR");
    }
    checkApart(students, inputs.z(), inputs.labels());
    return new SampledCohort(
        students, teacher, resident.batch(), step -> ResidentCohort.of(step, resident));
  }

  /** On inputs of the students' own. */
  static SampledCohort resident(
      Students students, Teacher teacher, int batch, EnsembleInputs inputs) {
    Inputs.checkFit(inputs.shape(), inputs.precision(), students.shape(), students.precision());
    if (inputs.students() != students.count()) {
      throw new IllegalArgumentException(
          "inputs of " + inputs.students() + " students do not fit " + students.count());
    }
    checkApart(students, inputs.z(), inputs.labels());
    return new SampledCohort(students, teacher, batch, step -> ResidentCohort.of(step, inputs));
  }

  private static void checkApart(Students students, MemorySegment z, MemorySegment labels) {
    Segments.checkApart("students' memory", students.memory(), "Z", z);
    Segments.checkApart("students' memory", students.memory(), "the labels", labels);
  }

  @Override
  public void lend(Borrowed borrowed) {
    source.lend(borrowed);
  }

  @Override
  void begin(long cohort) {
    source.begin(cohort);
  }

  @Override
  boolean step(long cohort, long step, double etaA, double etaW) {
    long weights = students.offset(cohort);
    long input = step * batch;
    pass(weights, input);
    for (int i = 0; i < batch && batch > 1; i++) {
      if (i > 0) {
        pass(weights, input + i);
      }
      kernels.cohortBatch(
          source.labels(),
          source.labelOffset(input + i),
          source.label(input + i),
          i == 0,
          k,
          p,
          activation,
          sums,
          batchActivation,
          batchSums,
          work);
    }
    return kernels.cohortStep(
        source.labels(),
        source.labelOffset(input),
        source.label(input),
        batch,
        students.memory(),
        weights,
        k,
        p,
        batchActivation,
        batchSums,
        etaA,
        etaW,
        UnitNorm.due(step),
        work);
  }

  /** One input, block by block: σ(u), s, f and, where it is wanted, g. */
  private void pass(long weights, long input) {
    long v = weights + k * Precision.VECTOR_BYTES;
    for (long block = 0; block < blocks; block++) {
      long patch = block * source.blockPatches;
      long patches = Math.min(source.blockPatches, k - patch);
      long at = patch * Precision.VECTOR_BYTES;
      long from = source.patches(input, block, patches);
      kernels.cohortPatches(
          source.z(),
          from,
          source.shared,
          patches,
          p,
          students.memory(),
          weights + at,
          v,
          activation + at,
          gates,
          block == 0 ? sums : blockSums,
          work);
      if (block > 0) {
        kernels.addScaled(1, work, blockSums, work, sums, (p + 1) * precision.lanes());
      }
      if (source.teacher) {
        long starPatch = starA + patch * precision.bytes();
        kernels.cohortTeacher(
            source.z(), from, patches, p, starPatch, starV, block == 0, gates, work);
      }
    }
  }
}
