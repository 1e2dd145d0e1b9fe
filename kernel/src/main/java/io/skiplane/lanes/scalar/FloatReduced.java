package io.skiplane.lanes.scalar;

import static io.skiplane.lanes.scalar.FloatLanes.WIDTH;
import static io.skiplane.lanes.scalar.FloatLanes.get;
import static io.skiplane.lanes.scalar.FloatLanes.set;

import io.skiplane.lanes.Polynomials;
import io.skiplane.lanes.ReducedLanes;
import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;

/** The reduced recurrence, one student after the other. */
final class FloatReduced {
  private static final float PI = (float) Math.PI;
  private static final float TAN_PI_8 = (float) 0.41421356237309503;
  private static final float TAN_3PI_8 = (float) 2.414213562373095;

  private FloatReduced() {}

  static void run(MemorySegment m, int vectors, long steps) {
    for (int lane = 0; lane < vectors * WIDTH; lane++) {
      if (!isEmpty(m, vectors, lane)) {
        run(m, vectors, lane, steps);
      }
    }
  }

  /** Whether the lane is without a student: all its numbers are 0, and would stay 0. */
  private static boolean isEmpty(MemorySegment m, int vectors, int lane) {
    for (int array = 0; array < ReducedLanes.ARRAYS; array++) {
      if (get(m, array * vectors * Precision.VECTOR_BYTES, lane) != 0) {
        return false;
      }
    }
    return true;
  }

  private static void run(MemorySegment m, int vectors, int lane, long steps) {
    float sumKeep = get(m, ReducedLanes.SUM_KEEP.offset(vectors), lane);
    float alignmentKeep = get(m, ReducedLanes.ALIGNMENT_KEEP.offset(vectors), lane);
    float scaledSum = get(m, ReducedLanes.SCALED_SUM.offset(vectors), lane);
    float sumShift = get(m, ReducedLanes.SUM_SHIFT.offset(vectors), lane);
    float scaledNorm = get(m, ReducedLanes.SCALED_NORM.offset(vectors), lane);
    float alignmentShift = get(m, ReducedLanes.ALIGNMENT_SHIFT.offset(vectors), lane);
    float turn = get(m, ReducedLanes.TURN.offset(vectors), lane);
    float sum = get(m, ReducedLanes.SUM.offset(vectors), lane);
    float alignment = get(m, ReducedLanes.ALIGNMENT.offset(vectors), lane);
    float phi = get(m, ReducedLanes.PHI.offset(vectors), lane);
    for (long step = 0; step < steps; step++) {
      float size = Math.abs(phi);
      float sine = sine(phi);
      float slope = (size - PI) * sine;
      float g = Math.fma(PI - size, cosine(size), Math.abs(sine));
      phi = folded(turned(phi, turn * alignment * slope));
      float gain = Math.fma(scaledNorm, g, alignmentShift);
      alignment = Math.fma(alignment, alignmentKeep, Math.fma(-scaledSum, sum, gain));
      sum = Math.fma(sum, sumKeep, Math.fma(scaledSum, g, sumShift));
    }
    set(m, ReducedLanes.SUM.offset(vectors), lane, sum);
    set(m, ReducedLanes.ALIGNMENT.offset(vectors), lane, alignment);
    set(m, ReducedLanes.PHI.offset(vectors), lane, phi);
  }

  /** sin φ for φ in [−π, π]. */
  static float sine(float phi) {
    float size = Math.abs(phi);
    float rest = PI - size;
    return phi * (rest * FloatCurves.sine(size * rest));
  }

  /** cos φ for φ in [0, π]. */
  static float cosine(float phi) {
    return (PI / 2 - phi) * FloatCurves.cosine(phi * (PI - phi));
  }

  /** phi + atan t; a small turn, as most are, needs no division and few terms. */
  private static float turned(float phi, float t) {
    float t2 = t * t;
    return t2 > Polynomials.FLOAT_SMALL_TANGENT * Polynomials.FLOAT_SMALL_TANGENT
        ? phi + arcTangent(t)
        : Math.fma(t, FloatCurves.smallArcTangent(t2), phi);
  }

  /** The same angle within [−π, π]: a turn past −v* goes on behind it, with the other sign. */
  private static float folded(float phi) {
    return Math.abs(phi) > PI ? phi - Math.copySign(2 * PI, phi) : phi;
  }

  /** atan t from |t| or (|t|−1)/(|t|+1) or −1/|t|, whichever is at most tan(π/8). */
  static float arcTangent(float t) {
    float size = Math.abs(t);
    float over = size > TAN_3PI_8 ? -1 : size > TAN_PI_8 ? size - 1 : size;
    float under = size > TAN_3PI_8 ? size : size > TAN_PI_8 ? size + 1 : 1;
    float base = size > TAN_3PI_8 ? PI / 2 : size > TAN_PI_8 ? PI / 4 : 0;
    float x = over / under;
    float angle = Math.fma(x, FloatCurves.arcTangent(x * x), base);
    return t < 0 ? -angle : angle;
  }
}
