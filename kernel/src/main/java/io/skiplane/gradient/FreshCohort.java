package io.skiplane.gradient;

import io.skiplane.lanes.CohortKernels;
import io.skiplane.memory.Borrowed;
import java.lang.foreign.MemorySegment;

/**
 * Fresh Gaussian patches of each student's own, labelled by the teacher: drawn block by block into
 * the cache and forgotten. A block's place in the streams is its number among those of all inputs.
 */
final class FreshCohort extends CohortSource {
  private final CohortStep step;
  private final CohortStreams streams;
  private final long buffer;
  private final long blocks;

  FreshCohort(CohortStep step, long seed, long firstNumber) {
    super(false, true, CohortStreams.blockPatches(step.k, step.p));
    this.step = step;
    blocks = (step.k + blockPatches - 1) / blockPatches;
    streams = new CohortStreams(step, seed, firstNumber);
    buffer = step.vectors(2 * CohortStreams.pairs(blockPatches * step.p));
  }

  @Override
  void begin(long cohort) {
    streams.begin(cohort);
  }

  @Override
  MemorySegment z() {
    return step.work;
  }

  @Override
  long patches(long input, long block, long patches) {
    streams.draw(buffer, CohortStreams.pairs(patches * step.p), input * blocks + block);
    return buffer;
  }

  @Override
  void lend(Borrowed borrowed) {}

  @Override
  MemorySegment labels() {
    return step.work;
  }

  @Override
  long labelOffset(long input) {
    return CohortKernels.TEACHER_OUTPUT;
  }

  @Override
  double label(long input) {
    return 0;
  }
}
