package io.skiplane.lanes.vector;

import static io.skiplane.lanes.Kernels.RUN_PAIRS;
import static io.skiplane.lanes.vector.DoubleLanes.ORDER;
import static io.skiplane.lanes.vector.DoubleLanes.PART;
import static io.skiplane.lanes.vector.DoubleLanes.SPECIES;
import static io.skiplane.lanes.vector.DoubleLanes.VECTOR;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.skiplane.lanes.Polynomials;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/** Double normals by the Box-Muller transform; built like {@link FloatNormals}. */
final class DoubleNormals {
  private static final long ROOT_HALF_BITS = Double.doubleToRawLongBits(Math.sqrt(0.5));
  private static final double MINUS_TWO_LN2 = -2 * 0.6931471805599453;
  private static final long ONE_BITS = 0x3FF0000000000000L;

  /** 1.5·2^52: a small whole number added to its bits is added to its value. */
  private static final double WHOLE = 0x1.8p52;

  private static final long WHOLE_BITS = Double.doubleToRawLongBits(WHOLE);

  private DoubleNormals() {}

  static void fill(MemorySegment out, long offset, long pairs, long key0, long key1) {
    for (long run = 0; run * RUN_PAIRS < pairs; run++) {
      long count = Math.min(RUN_PAIRS, pairs - run * RUN_PAIRS);
      long at = offset + run * RUN_PAIRS * 2 * VECTOR;
      LongLanes.fill(out, at, count, run, key0, key1);
      transform(out, at, count * 2 * VECTOR);
    }
  }

  static void transform(MemorySegment out, long offset, long end) {
    DoubleVector minusTwoLn2 = DoubleVector.broadcast(SPECIES, MINUS_TWO_LN2);
    DoubleVector wholes = DoubleVector.broadcast(SPECIES, WHOLE);
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector two = DoubleVector.broadcast(SPECIES, 2);
    DoubleVector three = DoubleVector.broadcast(SPECIES, 3);
    DoubleVector minusTwo = DoubleVector.broadcast(SPECIES, -2);
    for (long part = 0; part < end; part += part % VECTOR == VECTOR - PART ? VECTOR + PART : PART) {
      long i = offset + part;
      LongVector first = LongVector.fromMemorySegment(LongLanes.SPECIES, out, i, ORDER);
      LongVector second = LongVector.fromMemorySegment(LongLanes.SPECIES, out, i + VECTOR, ORDER);

      // r = √(−2 ln u), u in (0, 1] from 52 bits; ln u = ln m + e ln 2, m in [√½, √2).
      DoubleVector below = first.lanewise(LSHR, 12).or(ONE_BITS).reinterpretAsDoubles();
      LongVector u = two.sub(below).reinterpretAsLongs();
      LongVector e = u.sub(ROOT_HALF_BITS).lanewise(ASHR, 52);
      DoubleVector f = u.sub(e.lanewise(LSHL, 52)).reinterpretAsDoubles().sub(one);
      DoubleVector lnOver = DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_18);
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_17));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_16));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_15));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_14));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_13));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_12));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_11));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_10));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_9));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_8));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_7));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_6));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_5));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_4));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_3));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_2));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_1));
      lnOver = lnOver.fma(f, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_0));
      DoubleVector ln = f.mul(f).fma(lnOver, f);
      DoubleVector exponent = e.add(WHOLE_BITS).reinterpretAsDoubles().sub(wholes);
      DoubleVector r = exponent.fma(minusTwoLn2, ln.mul(minusTwo)).sqrt();

      // θ = πx/2 + (0 or π): 52 bits for x in [−1, 1), the lowest bit as the sign of r.
      DoubleVector turn = second.lanewise(LSHR, 12).or(ONE_BITS).reinterpretAsDoubles();
      DoubleVector x = turn.add(turn).sub(three);
      DoubleVector x2 = x.mul(x);
      DoubleVector sineOver = DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_SINE_8);
      sineOver = sineOver.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_SINE_7));
      sineOver = sineOver.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_SINE_6));
      sineOver = sineOver.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_SINE_5));
      sineOver = sineOver.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_SINE_4));
      sineOver = sineOver.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_SINE_3));
      sineOver = sineOver.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_SINE_2));
      sineOver = sineOver.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_SINE_1));
      sineOver = sineOver.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_SINE_0));
      DoubleVector cosine = DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_9);
      cosine = cosine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_8));
      cosine = cosine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_7));
      cosine = cosine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_6));
      cosine = cosine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_5));
      cosine = cosine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_4));
      cosine = cosine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_3));
      cosine = cosine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_2));
      cosine = cosine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_1));
      cosine = cosine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_0));
      DoubleVector signed =
          r.reinterpretAsLongs().lanewise(XOR, second.lanewise(LSHL, 63)).reinterpretAsDoubles();
      signed.mul(cosine).intoMemorySegment(out, i, ORDER);
      signed.mul(x.mul(sineOver)).intoMemorySegment(out, i + VECTOR, ORDER);
    }
  }
}
