package io.skiplane.gradient;

import io.skiplane.lanes.StreamKey;
import java.lang.foreign.ValueLayout;

/**
 * The normals of an ensemble's students: a stream each, addressed by the seed, the student's number
 * and a place in it. They are not those of a descent with the same seed and number, which draws for
 * all lanes of one student.
 */
final class CohortStreams {
  /**
   * Names the streams beside the blocks of patches, from 0 up, and most other uses of a student's.
   * Projected steps of a single student share the block, and so of the same seed and number the two
   * keys of their first stream, but no generator and no number: both hash each key to a row of
   * words, of which the words 0 and 2 (or 1 and 3) of a state are two neighbours here and two that
   * lie 8 apart there.
   */
  private static final long COHORT_BLOCK = -5;

  private static final long FIRST_LEVEL_VECTORS = 256;
  private static final long SECOND_LEVEL_VECTORS = 8192;
  private static final long FEW_PATCHES = 32;
  private static final int OCTET = 8;
  private static final long NONE = -1;

  private final CohortStep step;
  private final long seed;
  private final long firstNumber;
  private final long keys;
  private long present = NONE;

  /** Streams of students {@code firstNumber} and on; their keys are kept in the workspace. */
  CohortStreams(CohortStep step, long seed, long firstNumber) {
    this.step = step;
    this.seed = seed;
    this.firstNumber = firstNumber;
    keys = step.offsets.bytes(2L * step.precision.lanes() * Long.BYTES);
  }

  /** Makes the keys of a cohort's students, if they are not there yet. */
  void begin(long cohort) {
    if (cohort == present) {
      return;
    }
    present = cohort;
    int lanes = step.precision.lanes();
    int octets = lanes / OCTET;
    for (int lane = 0; lane < lanes; lane++) {
      long number = firstNumber + cohort * lanes + lane;
      int index = lane % octets * 2 * OCTET + lane / octets;
      setKey(index, StreamKey.key0(seed, number, COHORT_BLOCK, 0));
      setKey(index + OCTET, StreamKey.key1(seed, number, COHORT_BLOCK, 0));
    }
  }

  private void setKey(int index, long key) {
    step.work.set(ValueLayout.JAVA_LONG, keys + (long) index * Long.BYTES, key);
  }

  /** Pairs of normals for each student: [pairs][2][W] in the workspace. */
  void draw(long offset, long pairs, long place) {
    step.kernels.cohortNormals(offset, pairs, step.work, keys, place, step.work);
  }

  /**
   * Patches of p vectors to take at a time: they stay in the first-level cache, or in the second
   * where only a few would stay in the first, as loops over few patches are slow.
   */
  static long blockPatches(long k, long p) {
    long first = FIRST_LEVEL_VECTORS / p;
    long second = Math.min(FEW_PATCHES, SECOND_LEVEL_VECTORS / p);
    return Math.min(k, Math.max(1, Math.max(first, second)));
  }

  /** Pairs of vectors that hold {@code vectors} vectors. */
  static long pairs(long vectors) {
    return (vectors + 1) / 2;
  }
}
