package io.skiplane.gradient;

import io.skiplane.memory.Borrowed;
import java.lang.foreign.MemorySegment;

/** Where the patches and labels of a cohort's inputs come from. */
abstract sealed class CohortSource permits FreshCohort, ResidentCohort {
  /** Whether all students have the same patches, [k][p]; else each its own, [k][p][W]. */
  final boolean shared;

  /** Whether the teacher's output is wanted, which then is the label. */
  final boolean teacher;

  /** Patches to take at a time; the last block of an input may have fewer. */
  final long blockPatches;

  CohortSource(boolean shared, boolean teacher, long blockPatches) {
    this.shared = shared;
    this.teacher = teacher;
    this.blockPatches = blockPatches;
  }

  /** Prepares for the steps of a cohort. */
  abstract void begin(long cohort);

  /** Where patches lie. */
  abstract MemorySegment z();

  /**
   * Makes a block of patches ready.
   *
   * @param input number of the input among those of all steps
   * @param block number of the block among those of an input
   * @param patches how many patches it has
   * @return byte in {@link #z} at which they begin
   */
  abstract long patches(long input, long block, long patches);

  /** Adds what the caller owns of the patches and labels. */
  abstract void lend(Borrowed borrowed);

  /** Where the students' own parts of labels lie. */
  abstract MemorySegment labels();

  /** Byte in {@link #labels} of an input's, [W], once its patches have been passed. */
  abstract long labelOffset(long input);

  /** The part of an input's label that is the same for all. */
  abstract double label(long input);
}
