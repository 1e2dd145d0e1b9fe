package io.skiplane.lanes;

import io.skiplane.memory.Precision;

/**
 * The arrays of {@link Kernels#reduced}, in the order in which they lie in memory: state first,
 * then the coefficients of each lane's teacher and phase of step sizes, then scratch.
 */
public enum ReducedLanes {
  /** S = 1ᵀa. */
  SUM,
  /** T = aᵀa*. */
  ALIGNMENT,
  /** φ, the angle between v and v*; its sign is the side that v lies on. */
  PHI,
  /** 1 − e(k+π−1), e = η_a/2π. */
  SUM_KEEP,
  /** 1 − e(π−1). */
  ALIGNMENT_KEEP,
  /** e·S*. */
  SCALED_SUM,
  /** e·S*·(k−1). */
  SUM_SHIFT,
  /** e·N. */
  SCALED_NORM,
  /** e(S*² − N). */
  ALIGNMENT_SHIFT,
  /** η_w/2π. */
  TURN,
  /** Scratch: the tangent of the step's turn. */
  TANGENT;

  /** How many arrays there are. */
  public static final int ARRAYS = 11;

  /** Byte at which the array begins, for arrays of {@code vectors} 64-byte vectors. */
  @SuppressWarnings("EnumOrdinal") // the order of the constants is the order in memory
  public long offset(int vectors) {
    return (long) ordinal() * vectors * Precision.VECTOR_BYTES;
  }
}
