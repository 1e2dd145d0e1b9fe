package io.skiplane.lanes.vector;

import static io.skiplane.lanes.Kernels.RUN_PAIRS;
import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.skiplane.lanes.Polynomials;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Float normals by the Box-Muller transform, in place over random words: a run of words at a time,
 * so that they are still in the first-level cache. The polynomials stand in place: see {@link
 * FloatReduced}.
 */
final class FloatNormals {
  private static final VectorSpecies<Integer> WORDS = LaneBits.SHAPE.withLanes(int.class);
  private static final int ROOT_HALF_BITS = Float.floatToRawIntBits((float) Math.sqrt(0.5));
  private static final float MINUS_TWO_LN2 = (float) (-2 * 0.6931471805599453);

  private FloatNormals() {}

  static void fill(MemorySegment out, long offset, long pairs, long key0, long key1) {
    for (long run = 0; run * RUN_PAIRS < pairs; run++) {
      long count = Math.min(RUN_PAIRS, pairs - run * RUN_PAIRS);
      long at = offset + run * RUN_PAIRS * 2 * VECTOR;
      LongLanes.fill(out, at, count, run, key0, key1);
      transform(out, at, count * 2 * VECTOR);
    }
  }

  static void transform(MemorySegment out, long offset, long end) {
    FloatVector minusTwoLn2 = FloatVector.broadcast(SPECIES, MINUS_TWO_LN2);
    FloatVector scale = FloatVector.broadcast(SPECIES, 0x1p-31f);
    FloatVector half = FloatVector.broadcast(SPECIES, 0x1p-32f);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector minusTwo = FloatVector.broadcast(SPECIES, -2f);
    for (long part = 0; part < end; part += part % VECTOR == VECTOR - PART ? VECTOR + PART : PART) {
      long i = offset + part;
      IntVector first = IntVector.fromMemorySegment(WORDS, out, i, ORDER);
      IntVector second = IntVector.fromMemorySegment(WORDS, out, i + VECTOR, ORDER);

      // r = √(−2 ln u), u in (0, 1] from 31 bits; ln u = ln m + e ln 2, m in [√½, √2).
      FloatVector whole = (FloatVector) first.lanewise(LSHR, 1).convert(I2F, 0);
      IntVector u = whole.fma(scale, half).reinterpretAsInts();
      IntVector e = u.sub(ROOT_HALF_BITS).lanewise(ASHR, 23);
      FloatVector f = u.sub(e.lanewise(LSHL, 23)).reinterpretAsFloats().sub(one);
      FloatVector lnOver = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_LOG_8);
      lnOver = lnOver.fma(f, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_LOG_7));
      lnOver = lnOver.fma(f, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_LOG_6));
      lnOver = lnOver.fma(f, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_LOG_5));
      lnOver = lnOver.fma(f, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_LOG_4));
      lnOver = lnOver.fma(f, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_LOG_3));
      lnOver = lnOver.fma(f, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_LOG_2));
      lnOver = lnOver.fma(f, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_LOG_1));
      lnOver = lnOver.fma(f, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_LOG_0));
      FloatVector ln = f.mul(f).fma(lnOver, f);
      FloatVector r = ((FloatVector) e.convert(I2F, 0)).fma(minusTwoLn2, ln.mul(minusTwo)).sqrt();

      // θ = πx/2 + (0 or π): 31 bits for x in [−1, 1), the top bit as the sign of r.
      FloatVector x = ((FloatVector) second.lanewise(LSHL, 1).convert(I2F, 0)).mul(scale);
      FloatVector x2 = x.mul(x);
      FloatVector sineOver = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_SINE_4);
      sineOver = sineOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_SINE_3));
      sineOver = sineOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_SINE_2));
      sineOver = sineOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_SINE_1));
      sineOver = sineOver.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_SINE_0));
      FloatVector cosine = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_COSINE_5);
      cosine = cosine.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_COSINE_4));
      cosine = cosine.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_COSINE_3));
      cosine = cosine.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_COSINE_2));
      cosine = cosine.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_COSINE_1));
      cosine = cosine.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_COSINE_0));
      FloatVector signed =
          r.reinterpretAsInts().lanewise(XOR, second.and(Integer.MIN_VALUE)).reinterpretAsFloats();
      signed.mul(cosine).intoMemorySegment(out, i, ORDER);
      signed.mul(x.mul(sineOver)).intoMemorySegment(out, i + VECTOR, ORDER);
    }
  }
}
