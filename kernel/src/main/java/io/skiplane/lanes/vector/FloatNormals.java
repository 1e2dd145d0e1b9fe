package io.skiplane.lanes.vector;

import static io.skiplane.lanes.Kernels.RUN_PAIRS;
import static io.skiplane.lanes.RadiusTable.FLOAT_MINUS_TWO_LN2;
import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.skiplane.lanes.Polynomials;
import io.skiplane.lanes.RadiusTable;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Float normals by the Box-Muller transform, in place over random words: a run of words at a time,
 * so that they are still in the first-level cache. The polynomials stand in place: see {@link
 * FloatReduced}.
 */
final class FloatNormals {
  private static final VectorSpecies<Integer> WORDS = LaneBits.SHAPE.withLanes(int.class);

  /** The part of {@link RadiusTable} that lies in the lanes of one hardware vector. */
  private static final IntVector INVERSES =
      IntVector.fromMemorySegment(WORDS, RadiusTable.FLOAT, 0, ORDER);

  private static final IntVector LOGARITHMS =
      IntVector.fromMemorySegment(WORDS, RadiusTable.FLOAT, VECTOR, ORDER);

  private FloatNormals() {}

  static void fill(MemorySegment out, long offset, long pairs, long key0, long key1) {
    for (long run = 0; run * RUN_PAIRS < pairs; run++) {
      long count = Math.min(RUN_PAIRS, pairs - run * RUN_PAIRS);
      long at = offset + run * RUN_PAIRS * 2 * VECTOR;
      LongLanes.fill(out, at, count, run, key0, key1);
      transform(out, at, count * 2 * VECTOR);
    }
  }

  /** Words become normals, out: [pairs][2][16] of {@code bytes} bytes. */
  static void transform(MemorySegment out, long offset, long bytes) {
    if (!out.isNative()) {
      throw Segments.onHeap();
    }
    IntVector inverses = INVERSES;
    IntVector logarithms = LOGARITHMS;
    for (long part = 0;
        part < bytes;
        part += part % VECTOR == VECTOR - PART ? VECTOR + PART : PART) {
      long i = offset + part;
      IntVector first = IntVector.fromMemorySegment(WORDS, out, i, ORDER);
      IntVector second = IntVector.fromMemorySegment(WORDS, out, i + VECTOR, ORDER);

      // r = √(−2 ln u), u = w/2^31 from 31 bits and a half: w = m·2^e, and m's piece by four bits.
      IntVector w =
          ((FloatVector) first.and(Integer.MAX_VALUE).convert(I2F, 0))
              .add(0.5f)
              .reinterpretAsInts();
      IntVector piece = w.lanewise(LSHR, 19);
      IntVector inverse = piece.selectFrom(inverses);
      IntVector logarithm = piece.selectFrom(logarithms);
      for (long next = PART; next < VECTOR; next += PART) {
        // Hardware vectors shorter than the table look up in each part of it.
        VectorMask<Integer> here =
            piece.and(FloatLanes.WIDTH - WORDS.length()).compare(EQ, next / Integer.BYTES);
        inverse =
            inverse.blend(
                piece.selectFrom(
                    IntVector.fromMemorySegment(WORDS, RadiusTable.FLOAT, next, ORDER)),
                here);
        logarithm =
            logarithm.blend(
                piece.selectFrom(
                    IntVector.fromMemorySegment(WORDS, RadiusTable.FLOAT, VECTOR + next, ORDER)),
                here);
      }
      FloatVector f =
          w.and(0x7FFFFF)
              .or(0x3F800000)
              .reinterpretAsFloats()
              .fma(inverse.reinterpretAsFloats(), FloatVector.broadcast(SPECIES, -1f));
      // The exponent's bits as a whole number are 2^23·e.
      FloatVector base =
          ((FloatVector) w.sub((127 + 31) << 23).and(0xFF800000).convert(I2F, 0))
              .fma(
                  FloatVector.broadcast(SPECIES, FLOAT_MINUS_TWO_LN2 * 0x1p-23f),
                  logarithm.reinterpretAsFloats());
      FloatVector lnOver = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_LOG_2);
      lnOver = lnOver.fma(f, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_LOG_1));
      lnOver = lnOver.fma(f, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_LOG_0));
      FloatVector r = lnOver.fma(f, base).sqrt();

      // θ = πx/2 + (0 or π), x in [−1, 1], the first word's top bit as the sign of r; S and C are
      // √2 times sin and cos of θ/2, cos θ = 1 − S², sin θ = SC.
      FloatVector x = ((FloatVector) second.convert(I2F, 0)).mul(0x1p-31f);
      FloatVector x2 = x.mul(x);
      FloatVector sine = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_SINE_3);
      sine = sine.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_SINE_2));
      sine = sine.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_SINE_1));
      sine = sine.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_SINE_0));
      sine = sine.mul(x);
      FloatVector cosine = FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_COSINE_3);
      cosine = cosine.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_COSINE_2));
      cosine = cosine.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_COSINE_1));
      cosine = cosine.fma(x2, FloatVector.broadcast(SPECIES, Polynomials.FLOAT_TURN_COSINE_0));
      FloatVector signed =
          r.reinterpretAsInts().lanewise(XOR, first.and(Integer.MIN_VALUE)).reinterpretAsFloats();
      FloatVector aside = signed.mul(sine);
      aside.neg().fma(sine, signed).intoMemorySegment(out, i, ORDER);
      aside.mul(cosine).intoMemorySegment(out, i + VECTOR, ORDER);
    }
  }
}
