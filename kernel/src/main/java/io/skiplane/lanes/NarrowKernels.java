package io.skiplane.lanes;

import java.lang.foreign.MemorySegment;

/**
 * The loops over narrow patches, of which one lies in each lane; terms as in {@link Kernels}, of
 * which this is a part.
 */
public interface NarrowKernels {
  /**
   * Ends a pass over narrow patches: s_i becomes the sum of the lanes of accumulator i at {@link
   * Kernels#ACCUMULATORS}, which are used up, and {@link Kernels#alongAndLength} of it follows.
   *
   * @param p columns without padding, at most {@link Kernels#NARROW_LIMIT}
   * @param sOffset s: [p] in work, modified with its padding
   */
  void narrowDirection(int p, long sOffset, MemorySegment v, long vOffset, MemorySegment work);

  /**
   * One pass over patches that lie with a patch in each lane: {@code u_j = Σ_i v_i Z_ji}, {@code
   * b_j = a_j 1[u_j > 0]}, {@code s_i += Σ_j b_j Z_ji}. Writes σ(u_j). Of {@link
   * Kernels#NARROW_COLUMNS} columns also {@code f += Σ_j a_j σ(u_j)}, whose lanes follow those of
   * s.
   *
   * @param first whether s and f begin at 0 instead of what their memory holds
   * @param z [groups][columns][W], not modified
   * @param columns p padded to at least {@link Kernels#NARROW_COLUMNS}
   * @param weights a: [groups·W] at {@code aOffset} and v: [columns] at {@code vOffset}, not
   *     modified
   * @param work σ: [groups·W] at {@code activationOffset} and s: [columns][W] at {@code sOffset},
   *     modified
   */
  void narrowPatches(
      MemorySegment z,
      long zOffset,
      long groups,
      int columns,
      boolean first,
      MemorySegment weights,
      long aOffset,
      long vOffset,
      long activationOffset,
      long sOffset,
      MemorySegment work);

  /**
   * The label of such patches: adds {@code Σ_j a*_j σ(Z_j·v*)} to lane vector 1.
   *
   * @param work a*: [groups·W] and v*: [columns], not modified
   */
  void narrowTeacher(
      MemorySegment z,
      long zOffset,
      long groups,
      int columns,
      long aStarOffset,
      long vStarOffset,
      MemorySegment work);

  /**
   * The outputs of some inputs of {@link Kernels#NARROW_COLUMNS} columns that meet the same
   * weights: σ(u) and {@code f = Σ_j a_j σ(u_j)} of each.
   *
   * @param z [groups][8][W] of each input, not modified
   * @param tableOffset byte of z at which each input begins: long[inputs] in work, not modified
   * @param inputs at most W
   * @param weights a: [groups·W] at {@code aOffset} and v: [8] at {@code vOffset}, in a segment
   *     that may be work; not modified
   * @param activationOffset σ: [inputs][groups·W] in work, modified
   * @param outputOffset f: [W] in work, aligned to its numbers, modified; those beyond the inputs
   *     hold anything
   */
  void narrowOutputs(
      MemorySegment z,
      long tableOffset,
      int inputs,
      long groups,
      MemorySegment weights,
      long aOffset,
      long vOffset,
      long activationOffset,
      long outputOffset,
      MemorySegment work);

  /**
   * What those inputs add to a mini-batch: with the residuals {@code r = f − label}, {@code Σ r
   * σ(u)}, and {@code Σ_j (r a_j 1[u_j > 0]) Z_j} to the lanes of the accumulators of s at {@link
   * Kernels#ACCUMULATORS}.
   *
   * @param labelOffset [W] in work, not modified
   * @param outputOffset f, which becomes r
   * @param sumOffset Σ r σ(u): [groups·W] in work, modified
   */
  void narrowBatch(
      MemorySegment z,
      long tableOffset,
      int inputs,
      long groups,
      MemorySegment weights,
      long aOffset,
      long activationOffset,
      long labelOffset,
      long outputOffset,
      long sumOffset,
      MemorySegment work);

  /**
   * Steps on one input each, of patches of at most {@link Kernels#NARROW_COLUMNS} columns, which
   * follow each other in registers where there are enough, as such a step is little but a chain
   * from v to the new v. To the same bits as {@link #narrowPatches} with s from 0, {@link
   * #narrowDirection}, {@link #narrowEnd} and {@link Kernels#addActivation} with its push.
   *
   * @param z [groups][8][W] of each input, not modified; what lies in the padding must be finite
   * @param tableOffset byte of z at which each step's input begins: long[steps] in work, not
   *     modified
   * @param k patches
   * @param p columns, at least 2
   * @param labelOffset the inputs' labels: number[steps] in work, not modified
   * @param weights a: [k] and v: [p], modified
   * @param activationOffset σ: [k] in work, modified with its padding
   * @return the steps taken, with the last one's t²‖s‖² as the first number of the lane area: ends
   *     before one beyond {@link SphereStep#LONG} or not finite, or before the first
   */
  int narrowSteps(
      MemorySegment z,
      long tableOffset,
      int steps,
      long k,
      int p,
      long labelOffset,
      double etaA,
      double etaW,
      MemorySegment weights,
      long aOffset,
      long vOffset,
      long activationOffset,
      MemorySegment work);

  /**
   * The move of v that ends a step on one such input, by {@link FloatNarrowMove} with {@code f =
   * Σ_j a_j σ(u_j)} by lanes; ‖s‖² is the second number of the lane area, where {@link
   * #narrowDirection} leaves it. t²‖s‖² and push become the first two.
   *
   * @param k patches
   * @param p columns, at least 2
   * @param weights a: [k], not modified, and v: [p], modified unless the step is not finite
   * @param activationOffset σ: [k] in work, its padding modified
   * @param sOffset s: [p] in work, not modified
   * @return whether the step is finite
   */
  boolean narrowEnd(
      long k,
      int p,
      double label,
      double etaA,
      double etaW,
      MemorySegment weights,
      long aOffset,
      long vOffset,
      long activationOffset,
      long sOffset,
      MemorySegment work);
}
