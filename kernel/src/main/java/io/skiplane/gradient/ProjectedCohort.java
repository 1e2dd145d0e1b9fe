package io.skiplane.gradient;

import static io.skiplane.lanes.CohortKernels.BATCH_OUTPUT;
import static io.skiplane.lanes.CohortKernels.OUTPUT;
import static io.skiplane.lanes.CohortKernels.TEACHER_OUTPUT;

import io.skiplane.lanes.Kernels;
import io.skiplane.memory.Precision;
import io.skiplane.model.Students;
import io.skiplane.model.Teacher;

/**
 * The step of {@link ProjectedStep} on the students of a cohort, one in each lane, in the students'
 * precision throughout. The k pairs (x_j, y_j) of an input are drawn in blocks, whose places in the
 * streams are their numbers among those of all inputs; ξ is drawn behind the last block of a step.
 */
final class ProjectedCohort extends CohortStep {
  private static final long BLOCK_PATCHES = Kernels.RUN_PAIRS;

  private final CohortStreams streams;
  private final long blocks;
  private final long draws;

  ProjectedCohort(Students students, Teacher teacher, int batch, long seed, long firstNumber) {
    super(students, teacher, batch);
    streams = new CohortStreams(this, seed, firstNumber);
    blocks = (k + BLOCK_PATCHES - 1) / BLOCK_PATCHES;
    draws = vectors(2 * (Math.min(k, BLOCK_PATCHES) + CohortStreams.pairs(p)));
  }

  @Override
  void begin(long cohort) {
    streams.begin(cohort);
  }

  @Override
  boolean step(long cohort, long step, double etaA, double etaW) {
    long weights = students.offset(cohort);
    long v = weights + k * Precision.VECTOR_BYTES;
    kernels.cohortPlane(students.memory(), v, starV, p, work);
    long xi = draws;
    for (int i = 0; i < batch; i++) {
      xi = pass(weights, step * batch + i, i == batch - 1);
      if (batch > 1) {
        kernels.cohortBatch(
            work,
            TEACHER_OUTPUT,
            0,
            i == 0,
            k,
            0,
            activation,
            OUTPUT,
            batchActivation,
            BATCH_OUTPUT,
            work);
      }
    }
    return kernels.cohortProjectedStep(
        batch > 1,
        students.memory(),
        weights,
        k,
        p,
        batchActivation,
        xi,
        starV,
        etaA / batch,
        etaW / batch,
        UnitNorm.due(step),
        work);
  }

  /** One input, block by block: σ(u), f, g, S2 and Q. Returns the byte behind the last draws. */
  private long pass(long weights, long input, boolean last) {
    long end = draws;
    for (long block = 0; block < blocks; block++) {
      long patch = block * BLOCK_PATCHES;
      long patches = Math.min(BLOCK_PATCHES, k - patch);
      long at = patch * Precision.VECTOR_BYTES;
      boolean withXi = last && block == blocks - 1;
      long pairs = patches + (withXi ? CohortStreams.pairs(p) : 0);
      streams.draw(draws, pairs, input * blocks + block);
      long starPatch = starA + patch * precision.bytes();
      kernels.cohortProjections(
          draws,
          patches,
          students.memory(),
          weights + at,
          starPatch,
          block == 0,
          activation + at,
          work);
      end = draws + 2 * patches * Precision.VECTOR_BYTES;
    }
    return end;
  }
}
