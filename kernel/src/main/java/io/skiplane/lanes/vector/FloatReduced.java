package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import io.skiplane.lanes.Polynomials;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The reduced recurrence, a student in each lane; array n of the memory begins at n·bytes.
 *
 * <p>State stays in memory between steps: the vectors of one step are independent of each other, so
 * the processor overlaps their long chains of dependent instructions by itself. A step is two
 * passes so that the coefficients of each stay in registers: a spilled vector lies across two cache
 * lines, since the stack is not aligned to 64 bytes, and costs as much as the arithmetic.
 *
 * <p>The polynomials stand in place: in methods of this size C2 stops inlining helpers that return
 * vectors, and boxes them. The loops over the vectors end at {@code i != to}: C2 does not count
 * them then, and they are too short to pay for its pre- and post-loops.
 */
final class FloatReduced {
  private static final float PI = (float) Math.PI;
  private static final float TAN_PI_8 = (float) 0.41421356237309503;
  private static final float TAN_3PI_8 = (float) 2.414213562373095;
  private static final float SMALL_SQUARE =
      Polynomials.FLOAT_SMALL_TANGENT * Polynomials.FLOAT_SMALL_TANGENT;

  /** G(0) as {@link #moveOutput} computes it. */
  private static final float G_AT_OPTIMUM = PI * (PI / 2 * Polynomials.FLOAT_COSINE_0);

  private FloatReduced() {}

  static void run(MemorySegment m, int vectors, long steps) {
    if (!m.isNative()) {
      throw Segments.onHeap();
    }
    long bytes = vectors * VECTOR;
    for (int first = 0; first < vectors; first += Long.SIZE) {
      long from = first * VECTOR;
      long to = Math.min(bytes, from + Long.SIZE * VECTOR);
      long turning = turning(m, from, to, bytes);
      for (long i = from; i < to; i += VECTOR) {
        if ((turning >>> ((i - from) / VECTOR) & 1) == 0) {
          atOptimum(m, i, bytes, steps);
        }
      }
      for (long step = 0; turning != 0 && step < steps; step++) {
        moveOutput(m, from, to, bytes, turning);
        turn(m, from, to, bytes, turning);
      }
    }
  }

  /** Bit n is set unless all students of vector n have φ = 0. */
  private static long turning(MemorySegment m, long from, long to, long bytes) {
    if (!m.isNative()) {
      throw Segments.onHeap();
    }
    long turning = 0;
    for (long i = from; i < to; i += PART) {
      FloatVector phi = FloatVector.fromMemorySegment(SPECIES, m, 2 * bytes + i, ORDER);
      if (phi.compare(NE, 0).anyTrue()) {
        turning |= 1L << ((i - from) / VECTOR);
      }
    }
    return turning;
  }

  /**
   * All steps of one logical vector whose students have φ = 0: the angle stays, G is constant and
   * the rest is linear, with the roundings of {@link #moveOutput}. Most steps of a success are of
   * this kind.
   */
  private static void atOptimum(MemorySegment m, long vector, long bytes, long steps) {
    if (!m.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector g = FloatVector.broadcast(SPECIES, G_AT_OPTIMUM);
    for (long i = vector; i < vector + VECTOR; i += PART) {
      FloatVector sum = FloatVector.fromMemorySegment(SPECIES, m, i, ORDER);
      FloatVector alignment = FloatVector.fromMemorySegment(SPECIES, m, bytes + i, ORDER);
      FloatVector sumKeep = FloatVector.fromMemorySegment(SPECIES, m, 3 * bytes + i, ORDER);
      FloatVector alignmentKeep = FloatVector.fromMemorySegment(SPECIES, m, 4 * bytes + i, ORDER);
      FloatVector scaledSum = FloatVector.fromMemorySegment(SPECIES, m, 5 * bytes + i, ORDER);
      FloatVector back = scaledSum.neg();
      FloatVector sumGain =
          scaledSum.fma(g, FloatVector.fromMemorySegment(SPECIES, m, 6 * bytes + i, ORDER));
      FloatVector gain =
          FloatVector.fromMemorySegment(SPECIES, m, 7 * bytes + i, ORDER)
              .fma(g, FloatVector.fromMemorySegment(SPECIES, m, 8 * bytes + i, ORDER));
      for (long step = 0; step < steps; step++) {
        alignment = alignment.fma(alignmentKeep, back.fma(sum, gain));
        sum = sum.fma(sumKeep, sumGain);
      }
      alignment.intoMemorySegment(m, bytes + i, ORDER);
      sum.intoMemorySegment(m, i, ORDER);
    }
  }

  /** One step of S and T of the vectors whose bit is set; leaves the tangent of each turn. */
  private static void moveOutput(MemorySegment m, long from, long to, long bytes, long turning) {
    if (!m.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector pi = FloatVector.broadcast(SPECIES, PI);
    for (long i = from; i != to; i += PART) {
      if ((turning >>> ((i - from) / VECTOR) & 1) == 0) {
        continue;
      }
      FloatVector phi = FloatVector.fromMemorySegment(SPECIES, m, 2 * bytes + i, ORDER);
      FloatVector size = phi.abs();
      FloatVector rest = pi.sub(size);
      FloatVector z = size.mul(rest);
      FloatVector sineOver = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_5);
      if (Polynomials.FLOAT_LONG) {
        sineOver = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_9);
        sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_8));
        sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_7));
        sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_6));
        sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_5));
      }
      sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_4));
      sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_3));
      sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_2));
      sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_1));
      sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_0));
      FloatVector cosineOver = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_4);
      if (Polynomials.FLOAT_LONG) {
        cosineOver = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_8);
        cosineOver = cosineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_7));
        cosineOver = cosineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_6));
        cosineOver = cosineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_5));
        cosineOver = cosineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_4));
      }
      cosineOver = cosineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_3));
      cosineOver = cosineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_2));
      cosineOver = cosineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_1));
      cosineOver = cosineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_0));
      FloatVector sine = phi.mul(rest.mul(sineOver));
      FloatVector cosine = FloatVector.broadcast(SPECIES, PI / 2).sub(size).mul(cosineOver);
      FloatVector g = rest.fma(cosine, sine.abs());
      FloatVector alignment = FloatVector.fromMemorySegment(SPECIES, m, bytes + i, ORDER);
      FloatVector turn = FloatVector.fromMemorySegment(SPECIES, m, 9 * bytes + i, ORDER);
      turn.mul(alignment).mul(size.sub(pi).mul(sine)).intoMemorySegment(m, 10 * bytes + i, ORDER);
      FloatVector sum = FloatVector.fromMemorySegment(SPECIES, m, i, ORDER);
      FloatVector sumKeep = FloatVector.fromMemorySegment(SPECIES, m, 3 * bytes + i, ORDER);
      FloatVector alignmentKeep = FloatVector.fromMemorySegment(SPECIES, m, 4 * bytes + i, ORDER);
      FloatVector scaledSum = FloatVector.fromMemorySegment(SPECIES, m, 5 * bytes + i, ORDER);
      FloatVector gain =
          FloatVector.fromMemorySegment(SPECIES, m, 7 * bytes + i, ORDER)
              .fma(g, FloatVector.fromMemorySegment(SPECIES, m, 8 * bytes + i, ORDER));
      alignment
          .fma(alignmentKeep, scaledSum.neg().fma(sum, gain))
          .intoMemorySegment(m, bytes + i, ORDER);
      sum.fma(
              sumKeep,
              scaledSum.fma(g, FloatVector.fromMemorySegment(SPECIES, m, 6 * bytes + i, ORDER)))
          .intoMemorySegment(m, i, ORDER);
    }
  }

  /** One step of φ of the vectors whose bit is set, by the tangents that are there. */
  private static void turn(MemorySegment m, long from, long to, long bytes, long turning) {
    if (!m.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector one = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SMALL_ARC_TANGENT_0);
    for (long i = from; i != to; i += PART) {
      if ((turning >>> ((i - from) / VECTOR) & 1) == 0) {
        continue;
      }
      FloatVector phi = FloatVector.fromMemorySegment(SPECIES, m, 2 * bytes + i, ORDER);
      FloatVector t = FloatVector.fromMemorySegment(SPECIES, m, 10 * bytes + i, ORDER);
      FloatVector t2 = t.mul(t);
      FloatVector angleOver = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SMALL_ARC_TANGENT_2);
      if (Polynomials.FLOAT_LONG) {
        angleOver = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SMALL_ARC_TANGENT_6);
        angleOver =
            angleOver.fma(
                t2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SMALL_ARC_TANGENT_5));
        angleOver =
            angleOver.fma(
                t2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SMALL_ARC_TANGENT_4));
        angleOver =
            angleOver.fma(
                t2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SMALL_ARC_TANGENT_3));
        angleOver =
            angleOver.fma(
                t2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SMALL_ARC_TANGENT_2));
      }
      angleOver =
          angleOver.fma(t2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SMALL_ARC_TANGENT_1));
      angleOver = angleOver.fma(t2, one);
      FloatVector turned = t.fma(angleOver, phi);
      VectorMask<Float> large = t2.compare(GT, SMALL_SQUARE);
      if (large.or(turned.abs().compare(GT, PI)).anyTrue()) {
        arcTangent(m, 10 * bytes + i);
        turned =
            turned.blend(
                phi.add(FloatVector.fromMemorySegment(SPECIES, m, 10 * bytes + i, ORDER)), large);
        // A turn past −v* goes on behind it, with the other sign.
        FloatVector back = FloatVector.broadcast(SPECIES, 2 * PI);
        back = back.blend(back.neg(), turned.compare(LT, 0));
        turned
            .blend(turned.sub(back), turned.abs().compare(GT, PI))
            .intoMemorySegment(m, 2 * bytes + i, ORDER);
      } else {
        turned.intoMemorySegment(m, 2 * bytes + i, ORDER);
      }
    }
  }

  /** t ← atan t, from x = |t| or (|t|−1)/(|t|+1) or −1/|t|, whichever is at most tan(π/8). */
  private static void arcTangent(MemorySegment m, long at) {
    if (!m.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector t = FloatVector.fromMemorySegment(SPECIES, m, at, ORDER);
    FloatVector size = t.abs();
    VectorMask<Float> middle = size.compare(GT, TAN_PI_8);
    VectorMask<Float> high = size.compare(GT, TAN_3PI_8);
    FloatVector above = size.blend(size.sub(one), middle).blend(one.neg(), high);
    FloatVector under = one.blend(size.add(one), middle).blend(size, high);
    FloatVector base = zero.blend(PI / 4, middle).blend(PI / 2, high);
    FloatVector x = above.div(under);
    FloatVector x2 = x.mul(x);
    FloatVector angleOver = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_4);
    if (Polynomials.FLOAT_LONG) {
      angleOver = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_10);
      angleOver =
          angleOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_9));
      angleOver =
          angleOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_8));
      angleOver =
          angleOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_7));
      angleOver =
          angleOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_6));
      angleOver =
          angleOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_5));
      angleOver =
          angleOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_4));
    }
    angleOver = angleOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_3));
    angleOver = angleOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_2));
    angleOver = angleOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_1));
    angleOver = angleOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_0));
    FloatVector angle = x.fma(angleOver, base);
    angle.blend(angle.neg(), t.compare(LT, zero)).intoMemorySegment(m, at, ORDER);
  }
}
