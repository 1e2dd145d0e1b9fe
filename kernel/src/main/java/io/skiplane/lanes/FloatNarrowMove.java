package io.skiplane.lanes;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;

/**
 * How a small step moves its weights, in their precision, as conversions to another would lengthen
 * the chain that such a step waits for. From s, {@code f = Σ_j a_j σ(u_j)} and the label g:
 *
 * <pre>
 * r = f − g    t = η_w r    x = t²(‖s‖² − f²)
 * v ← ((1 + t f) v − t s)/√(1 + x)    a ← a + push σ(u)    push = −η_a r
 * </pre>
 */
public final class FloatNarrowMove {
  /** Byte in the lane area of t²‖s‖². */
  public static final long LENGTH = 0;

  /** Byte in the lane area of what σ(u) is multiplied with; ‖s‖² before. */
  public static final long PUSH = Float.BYTES;

  /** Below this t²‖s‖², which is no less than x, a series gives the root to a bit or nearly. */
  public static final float SHORT = (float) SphereStep.SHORT;

  /** Whether the series needs six terms; three reach the last bit of a float. */
  public static final boolean LONG_SERIES = Float.BYTES == 8;

  private FloatNarrowMove() {}

  /**
   * Moves v and leaves {@link #LENGTH} and {@link #PUSH}; false where it is not finite.
   *
   * @param so s: [p] in work, not modified; ‖s‖² is the second number of the lane area
   */
  public static boolean take(
      int p,
      float f,
      float label,
      double etaA,
      double etaW,
      MemorySegment weights,
      long vo,
      long so,
      MemorySegment work) {
    float length = work.get(JAVA_FLOAT, PUSH);
    float r = f - label;
    float turn = r * (float) etaW;
    float square = turn * turn;
    float squared = square * length;
    if (!(squared <= SphereStep.LONG)) {
      return takeLong(p, f, label, etaA, etaW, weights, vo, so, work);
    }
    float x = Math.fma(-f, f, length) * square;
    float inverse = squared < SHORT ? inverse(x) : 1 / (float) Math.sqrt(1 + x);
    move(p, Math.fma(turn, f, 1), -turn, inverse, weights, vo, so, work);
    work.set(JAVA_FLOAT, LENGTH, squared);
    work.set(JAVA_FLOAT, PUSH, r * (float) -etaA);
    return true;
  }

  private static float inverse(float x) {
    if (!LONG_SERIES) {
      return Math.fma(x, Math.fma(x, 3f / 8, -1f / 2), 1);
    }
    float xx = x * x; // By Estrin's scheme, which is the shorter chain.
    float high = Math.fma(x, -5f / 16, 3f / 8);
    high = Math.fma(xx, Math.fma(x, -63f / 256, 35f / 128), high);
    return Math.fma(xx, high, Math.fma(x, -1f / 2, 1));
  }

  /** In double arithmetic, whose range a long step needs. */
  private static boolean takeLong(
      int p,
      double f,
      double label,
      double etaA,
      double etaW,
      MemorySegment weights,
      long vo,
      long so,
      MemorySegment work) {
    double length = work.get(JAVA_FLOAT, PUSH);
    double r = f - label;
    double turn = etaW * r;
    double across = SphereStep.across(turn, f, length);
    if (!Double.isFinite(r * f) || !Double.isFinite(across)) {
      return false;
    }
    double inverse = SphereStep.inverse(across); // Apart, the factors may leave a float's range.
    float keep = (float) (inverse * (1 + turn * f));
    move(p, keep, (float) (-inverse * turn), 1, weights, vo, so, work);
    work.set(JAVA_FLOAT, LENGTH, (float) (turn * turn * length));
    work.set(JAVA_FLOAT, PUSH, (float) (-etaA * r));
    return true;
  }

  /** v ← (keep v + gain s) inverse. */
  private static void move(
      int p,
      float keep,
      float gain,
      float inverse,
      MemorySegment weights,
      long vo,
      long so,
      MemorySegment work) {
    for (long i = 0; i < (long) p * Float.BYTES; i += Float.BYTES) {
      float s = work.get(JAVA_FLOAT, so + i) * gain;
      float moved = Math.fma(weights.get(JAVA_FLOAT, vo + i), keep, s);
      weights.set(JAVA_FLOAT, vo + i, moved * inverse);
    }
  }
}
