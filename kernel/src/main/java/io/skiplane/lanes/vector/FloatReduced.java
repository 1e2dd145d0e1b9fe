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
 * The reduced recurrence, a student in each lane.
 *
 * <p>State stays in memory between steps: the vectors of one step are independent of each other, so
 * the processor overlaps their long chains of dependent instructions by itself.
 */
final class FloatReduced {
  private static final float PI = (float) Math.PI;
  private static final float TAN_PI_8 = (float) 0.41421356237309503;
  private static final float TAN_3PI_8 = (float) 2.414213562373095;

  /** G(0) as {@link #step} computes it. */
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
        step(m, from, to, bytes, turning);
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
   * the rest is linear, with the roundings of {@link #step}. Most steps of a success are of this
   * kind.
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
      FloatVector others = FloatVector.fromMemorySegment(SPECIES, m, 6 * bytes + i, ORDER);
      FloatVector scaledNorm = FloatVector.fromMemorySegment(SPECIES, m, 7 * bytes + i, ORDER);
      FloatVector teacherSum = FloatVector.fromMemorySegment(SPECIES, m, 8 * bytes + i, ORDER);
      FloatVector sumGain = scaledSum.mul(g.add(others));
      FloatVector alignmentGain = scaledNorm.mul(g.sub(1));
      for (long step = 0; step < steps; step++) {
        FloatVector pull = alignmentGain.sub(scaledSum.mul(sum.sub(teacherSum)));
        alignment = alignment.fma(alignmentKeep, pull);
        sum = sum.fma(sumKeep, sumGain);
      }
      alignment.intoMemorySegment(m, bytes + i, ORDER);
      sum.intoMemorySegment(m, i, ORDER);
    }
  }

  /**
   * One step of the vectors whose bit is set; array n of the memory begins at n·bytes. The
   * polynomials stand in place: in a method of this size C2 stops inlining helpers that return
   * vectors, and boxes them.
   */
  private static void step(MemorySegment m, long from, long to, long bytes, long turning) {
    if (!m.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector pi = FloatVector.broadcast(SPECIES, PI);
    for (long i = from; i < to; i += PART) {
      if ((turning >>> ((i - from) / VECTOR) & 1) == 0) {
        continue;
      }
      FloatVector signed = FloatVector.fromMemorySegment(SPECIES, m, 2 * bytes + i, ORDER);
      FloatVector phi = signed.abs();
      FloatVector alignment = FloatVector.fromMemorySegment(SPECIES, m, bytes + i, ORDER);
      FloatVector rest = pi.sub(phi);
      FloatVector z = phi.mul(rest);
      FloatVector sineOver = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_9);
      sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_8));
      sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_7));
      sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_6));
      sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_5));
      sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_4));
      sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_3));
      sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_2));
      sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_1));
      sineOver = sineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_SINE_0));
      FloatVector cosineOver = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_8);
      cosineOver = cosineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_7));
      cosineOver = cosineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_6));
      cosineOver = cosineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_5));
      cosineOver = cosineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_4));
      cosineOver = cosineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_3));
      cosineOver = cosineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_2));
      cosineOver = cosineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_1));
      cosineOver = cosineOver.fma(z, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_COSINE_0));
      FloatVector sine = z.mul(sineOver);
      FloatVector cosine = FloatVector.broadcast(SPECIES, PI / 2).sub(phi).mul(cosineOver);
      FloatVector g = rest.fma(cosine, sine);

      FloatVector turn = FloatVector.fromMemorySegment(SPECIES, m, 9 * bytes + i, ORDER);
      FloatVector t = turn.mul(alignment).mul(rest).mul(sine);

      // The turn atan(t) from x = |t| or (|t|−1)/(|t|+1) or −1/|t|, whichever is at most tan(π/8).
      FloatVector size = t.abs();
      VectorMask<Float> middle = size.compare(GT, TAN_PI_8);
      VectorMask<Float> high = size.compare(GT, TAN_3PI_8);
      FloatVector above = size.blend(size.sub(one), middle).blend(one.neg(), high);
      FloatVector under = one.blend(size.add(one), middle).blend(size, high);
      FloatVector base = zero.blend(PI / 4, middle).blend(PI / 2, high);
      FloatVector x = above.div(under);
      FloatVector x2 = x.mul(x);
      FloatVector angleOver = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_10);
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
      angleOver =
          angleOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_3));
      angleOver =
          angleOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_2));
      angleOver =
          angleOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_1));
      angleOver =
          angleOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_ARC_TANGENT_0));
      FloatVector angle = x.fma(angleOver, base);
      FloatVector turned = phi.sub(angle.blend(angle.neg(), t.compare(LT, zero)));

      // A turn past v* or −v* goes on behind it: |φ|, and 2π − φ above π, with the other sign.
      VectorMask<Float> over = turned.compare(GT, pi);
      VectorMask<Float> behind = turned.compare(LT, zero).or(over);
      FloatVector folded =
          turned.abs().blend(FloatVector.broadcast(SPECIES, 2 * PI).sub(turned), over);
      folded
          .blend(folded.neg(), signed.compare(LT, zero).xor(behind))
          .intoMemorySegment(m, 2 * bytes + i, ORDER);

      FloatVector sum = FloatVector.fromMemorySegment(SPECIES, m, i, ORDER);
      FloatVector sumKeep = FloatVector.fromMemorySegment(SPECIES, m, 3 * bytes + i, ORDER);
      FloatVector alignmentKeep = FloatVector.fromMemorySegment(SPECIES, m, 4 * bytes + i, ORDER);
      FloatVector scaledSum = FloatVector.fromMemorySegment(SPECIES, m, 5 * bytes + i, ORDER);
      FloatVector others = FloatVector.fromMemorySegment(SPECIES, m, 6 * bytes + i, ORDER);
      FloatVector scaledNorm = FloatVector.fromMemorySegment(SPECIES, m, 7 * bytes + i, ORDER);
      FloatVector teacherSum = FloatVector.fromMemorySegment(SPECIES, m, 8 * bytes + i, ORDER);
      FloatVector pull = scaledNorm.mul(g.sub(one)).sub(scaledSum.mul(sum.sub(teacherSum)));
      alignment.fma(alignmentKeep, pull).intoMemorySegment(m, bytes + i, ORDER);
      sum.fma(sumKeep, scaledSum.mul(g.add(others))).intoMemorySegment(m, i, ORDER);
    }
  }
}
