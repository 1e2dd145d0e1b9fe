package io.skiplane.lanes;

import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;

/**
 * The loops of a cohort: W students of one shape that descend in lock step, one in each lane of a
 * logical vector. Lanes never meet, so no sum is taken across them: a student's numbers do not
 * depend on its lane or its neighbours, and any part of the lanes can run by itself.
 *
 * <p>Common terms as in {@link Kernels}. A cohort's weights are {@code a: [k][W]}, {@code v:
 * [p][W]} and {@code running: [W]}, one behind the other; running is 1, or 0 from the step on whose
 * numbers are not finite: that step and all later ones change nothing. The teacher is that of all
 * students: {@code a*: [k]} and {@code v*: [p]} in work. What a step sums up lies in the first
 * vectors of work, named by the constants below; a sum over columns has two accumulators, of the
 * even and of the odd ones, all others have one.
 */
public interface CohortKernels {
  /** Columns of patches that are read once; those of other patches are read for u and for s. */
  int ONE_PASS = 8;

  /** Byte of the vector of a projected step's f = Σ a_j σ(u_j). */
  long OUTPUT = 0;

  /** Byte of the vector of g = Σ a*_j σ(u*_j). */
  long TEACHER_OUTPUT = Precision.VECTOR_BYTES;

  /** Byte of the vector of S2 = Σ b_j y_j. */
  long DRIFT = 2L * Precision.VECTOR_BYTES;

  /** Byte of the vector of Q = Σ b_j². */
  long SPREAD = 3L * Precision.VECTOR_BYTES;

  /** Byte of the vector of cos φ, φ the angle between v and v*. */
  long COSINE = 4L * Precision.VECTOR_BYTES;

  /** Byte of the vector of sin φ. */
  long SINE = 5L * Precision.VECTOR_BYTES;

  /** Byte of the vector of the sign of cos φ. */
  long SIDE = 6L * Precision.VECTOR_BYTES;

  /** Byte of the vector of side − cos φ, to full relative precision. */
  long LEFT = 7L * Precision.VECTOR_BYTES;

  /** Byte of the vector of Σ r f over a projected mini-batch. */
  long BATCH_OUTPUT = 8L * Precision.VECTOR_BYTES;

  /** Byte of the vector of Σ r S2 over a mini-batch. */
  long BATCH_DRIFT = 9L * Precision.VECTOR_BYTES;

  /** Byte of the vector of Σ r² Q over a mini-batch. */
  long BATCH_SPREAD = 10L * Precision.VECTOR_BYTES;

  /**
   * Byte of the first of the vectors, up to the end of the lane area, that a loop may leave
   * anything in.
   */
  long SCRATCH = 11L * Precision.VECTOR_BYTES;

  /** Below this sin φ a float v* − side·v is noise, not orthogonal to v, and has no e2. */
  double FLAT_FLOAT = 0x1p-18;

  /** Below this sin φ a double v* − side·v is noise, not orthogonal to v, and has no e2. */
  double FLAT_DOUBLE = 0x1p-47;

  /**
   * Below this sin φ, e2 magnifies an error of the norm so much that none may be left to the next
   * step.
   */
  double NEAR_POLE = 0.01;

  /**
   * Independent N(0,1) numbers for each student of a cohort from a stream of its own: lane l of
   * every vector is the next number of student l. The transform and its limits are those of {@link
   * Kernels#normals}; the words are those of one xoshiro256++ a student, whose state's words 0 and
   * 2 are SplitMix64's outputs 2·place and 2·place + 1 from the student's first key, words 1 and 3
   * likewise from its second key. A double takes one 64-bit word, a pair of floats the low half and
   * the high half of one.
   *
   * @param offset byte of the numbers: [pairs][2][W] in work, modified
   * @param keys int64[W/8][2][8], first and second key: of lane l at [0][·][l] for doubles and at
   *     [l mod 2][·][l/2] for floats, not modified
   */
  void cohortNormals(
      long offset, long pairs, MemorySegment keys, long keysOffset, long place, MemorySegment work);

  /**
   * One pass over patches: {@code u_j = Σ_i v_i z_ji}, {@code b_j = a_j 1[u_j > 0]}, {@code s_i =
   * Σ_j b_j z_ji}, {@code f = Σ_j a_j σ(u_j)}. Columns enter u by fours, even and odd ones of a
   * four apart, and then one by one; if p = {@link #ONE_PASS}, even and odd ones of the eight
   * apart.
   *
   * @param z own inputs [patches][p][W], or the same for all students [patches][p], aligned to its
   *     numbers; not modified
   * @param shared whether z is the same for all students
   * @param aOffset byte of the first patch's weight in a; {@code vOffset} that of v; not modified
   * @param activationOffset σ(u): [patches][W] in work, modified
   * @param gateOffset b: [patches][W] in work, scratch; not used for p = {@link #ONE_PASS}
   * @param sOffset s: [p][W] and behind it f: [W], in work, modified
   */
  void cohortPatches(
      MemorySegment z,
      long zOffset,
      boolean shared,
      long patches,
      long p,
      MemorySegment weights,
      long aOffset,
      long vOffset,
      long activationOffset,
      long gateOffset,
      long sOffset,
      MemorySegment work);

  /**
   * The teacher's side of own inputs: {@code g = Σ_j a*_j σ(Σ_i v*_i z_ji)}, in the order of {@link
   * #cohortPatches}.
   *
   * @param z [patches][p][W], not modified
   * @param starAOffset byte of the first patch's weight in a*
   * @param first whether g begins at 0, or goes on from a block before
   * @param productOffset u*: [patches][W] in work, scratch; not used for p = {@link #ONE_PASS}
   */
  void cohortTeacher(
      MemorySegment z,
      long zOffset,
      long patches,
      long p,
      long starAOffset,
      long starVOffset,
      boolean first,
      long productOffset,
      MemorySegment work);

  /**
   * Adds one input of a mini-batch: with r = f − label, {@code σΣ += r σ}, {@code sΣ += r s},
   * {@code fΣ += r f} and the two batch vectors.
   *
   * @param labels what each student's label has beside {@code label}, which all have: [W], not
   *     modified
   * @param first whether the sums begin at 0
   * @param p columns of s and sΣ, behind which lie f and fΣ; 0 if there are none
   */
  void cohortBatch(
      MemorySegment labels,
      long labelOffset,
      double label,
      boolean first,
      long k,
      long p,
      long activationOffset,
      long sOffset,
      long batchActivationOffset,
      long batchSOffset,
      MemorySegment work);

  /**
   * A step by the sums of one input, r = f − label, or of a mini-batch, for which 1/batch stands
   * for r and fΣ for f:
   *
   * <pre>
   * a ← a − η_a r σ    v ← (v − η_w r (s − f v))/√(1 + η_w² r² (‖s‖² − f²))
   * </pre>
   *
   * <p>v is then divided by the norm that it has where {@code unitNorm} is set and where η_w²
   * r²‖s‖² > 1. For p = 1, v stays.
   *
   * @param labels what each student's label has beside {@code label}, which all have: [W], not
   *     modified; not used if batch > 1
   * @param sOffset s: [p][W] and behind it f: [W] in work, not modified
   * @param weights the cohort's weights from byte {@code weightsOffset}, modified
   * @return whether a student that ran before this step runs no longer
   */
  boolean cohortStep(
      MemorySegment labels,
      long labelOffset,
      double label,
      int batch,
      MemorySegment weights,
      long weightsOffset,
      long k,
      long p,
      long activationOffset,
      long sOffset,
      double etaA,
      double etaW,
      boolean unitNorm,
      MemorySegment work);

  /** The plane of v and v*, from the squared chords ‖v − v*‖² and ‖v + v*‖². */
  void cohortPlane(
      MemorySegment weights, long vOffset, long starVOffset, long p, MemorySegment work);

  /**
   * Patches by their projections on v and e2, in the plane that work tells: {@code u_j = x_j},
   * {@code u*_j = cos φ x_j + sin φ y_j}, {@code b_j = a_j 1[u_j > 0]}, with the sums f, g, S2 and
   * Q.
   *
   * @param draws [patches][2][W], x_j then y_j, in work, not modified
   * @param first whether the sums begin at 0, or go on from a block before
   */
  void cohortProjections(
      long draws,
      long patches,
      MemorySegment weights,
      long aOffset,
      long starAOffset,
      boolean first,
      long activationOffset,
      MemorySegment work);

  /**
   * The projected step by the sums of one input, r = f − g, or of a mini-batch, in the plane that
   * work tells:
   *
   * <pre>
   * a ← a − η_a r σ    v ← v − η_w (r S2 e2 + |r|√Q (ξ − (ξ·v)v − (ξ·e2)e2)), over its norm
   * </pre>
   *
   * <p>v is then divided by the norm that it has where {@code unitNorm} is set, where the step is
   * longer than 1 and where sin φ is below 0.01. For p = 1, v stays.
   *
   * @param xi [p][W] in work, not modified
   * @param etaA step size over the size of the batch; {@code etaW} likewise
   * @return whether a student that ran before this step runs no longer
   */
  boolean cohortProjectedStep(
      boolean batch,
      MemorySegment weights,
      long weightsOffset,
      long k,
      long p,
      long activationOffset,
      long xi,
      long starVOffset,
      double etaA,
      double etaW,
      boolean unitNorm,
      MemorySegment work);
}
