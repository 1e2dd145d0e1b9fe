package io.skiplane.lanes.vector;

import static io.skiplane.lanes.Kernels.RUN_PAIRS;
import static io.skiplane.lanes.RadiusTable.DOUBLE_MINUS_TWO_LN2;
import static io.skiplane.lanes.vector.DoubleLanes.ORDER;
import static io.skiplane.lanes.vector.DoubleLanes.PART;
import static io.skiplane.lanes.vector.DoubleLanes.SPECIES;
import static io.skiplane.lanes.vector.DoubleLanes.VECTOR;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.skiplane.lanes.Polynomials;
import io.skiplane.lanes.RadiusTable;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/**
 * Double normals by the Box-Muller transform; built like {@link FloatNormals}. The radii and the
 * turns have a loop each: together they are so long that the processor sees too little of the next
 * pair while it waits for the root of this one.
 */
final class DoubleNormals {
  private static final long FRACTION = 0xFFFFFFFFFFFFFL;
  private static final long ONE_BITS = 0x3FF0000000000000L;

  /** 2^52: a whole number below it added to its bits is added to its value. */
  private static final double WHOLE = 0x1p52;

  private static final long WHOLE_BITS = Double.doubleToRawLongBits(WHOLE);

  /** Whether the hardware permutes 64-bit lanes: two of them it does not. */
  private static final boolean PERMUTES = LongLanes.SPECIES.length() > 2;

  /** The part of {@link RadiusTable} that lies in the lanes of one hardware vector. */
  private static final LongVector INVERSES =
      LongVector.fromMemorySegment(LongLanes.SPECIES, RadiusTable.DOUBLE, 0, ORDER);

  private static final LongVector LOGARITHMS =
      LongVector.fromMemorySegment(LongLanes.SPECIES, RadiusTable.DOUBLE, VECTOR, ORDER);

  private DoubleNormals() {}

  static void fill(MemorySegment out, long offset, long pairs, long key0, long key1) {
    for (long run = 0; run * RUN_PAIRS < pairs; run++) {
      long count = Math.min(RUN_PAIRS, pairs - run * RUN_PAIRS);
      long at = offset + run * RUN_PAIRS * 2 * VECTOR;
      LongLanes.fill(out, at, count, run, key0, key1);
      transform(out, at, count * 2 * VECTOR);
    }
  }

  /** Words become normals, out: [pairs][2][8] of {@code bytes} bytes. */
  static void transform(MemorySegment out, long offset, long bytes) {
    radii(out, offset, bytes);
    turns(out, offset, bytes);
  }

  /**
   * First words become radii of either sign: u in (0, 1] from the lower 52 bits, r's sign from the
   * top one.
   */
  private static void radii(MemorySegment out, long offset, long bytes) {
    if (!out.isNative()) {
      throw Segments.onHeap();
    }
    LongVector inverses = INVERSES;
    LongVector logarithms = LOGARITHMS;
    for (long part = 0;
        part < bytes;
        part += part % VECTOR == VECTOR - PART ? VECTOR + PART : PART) {
      long i = offset + part;
      LongVector first = LongVector.fromMemorySegment(LongLanes.SPECIES, out, i, ORDER);

      // r = √(−2 ln u), u = m·2^e, and m's piece by three bits.
      LongVector u =
          DoubleVector.broadcast(SPECIES, 2)
              .sub(first.and(FRACTION).or(ONE_BITS).reinterpretAsDoubles())
              .reinterpretAsLongs();
      LongVector piece = u.lanewise(LSHR, 49);
      LongVector inverse = inverses;
      LongVector logarithm = logarithms;
      if (PERMUTES) {
        inverse = piece.selectFrom(inverses);
        logarithm = piece.selectFrom(logarithms);
        for (long next = PART; next < VECTOR; next += PART) {
          // Hardware vectors shorter than the table look up in each part of it.
          VectorMask<Long> here =
              piece
                  .and(DoubleLanes.WIDTH - LongLanes.SPECIES.length())
                  .compare(EQ, next / Long.BYTES);
          inverse =
              inverse.blend(
                  piece.selectFrom(
                      LongVector.fromMemorySegment(
                          LongLanes.SPECIES, RadiusTable.DOUBLE, next, ORDER)),
                  here);
          logarithm =
              logarithm.blend(
                  piece.selectFrom(
                      LongVector.fromMemorySegment(
                          LongLanes.SPECIES, RadiusTable.DOUBLE, VECTOR + next, ORDER)),
                  here);
        }
      } else {
        long at0 = (piece.lane(0) & (DoubleLanes.WIDTH - 1)) * Long.BYTES;
        long at1 = (piece.lane(1) & (DoubleLanes.WIDTH - 1)) * Long.BYTES;
        inverse =
            inverse
                .withLane(0, RadiusTable.DOUBLE.get(JAVA_LONG, at0))
                .withLane(1, RadiusTable.DOUBLE.get(JAVA_LONG, at1));
        logarithm =
            logarithm
                .withLane(0, RadiusTable.DOUBLE.get(JAVA_LONG, VECTOR + at0))
                .withLane(1, RadiusTable.DOUBLE.get(JAVA_LONG, VECTOR + at1));
      }
      DoubleVector f =
          u.and(FRACTION)
              .or(ONE_BITS)
              .reinterpretAsDoubles()
              .fma(inverse.reinterpretAsDoubles(), DoubleVector.broadcast(SPECIES, -1));
      DoubleVector base =
          u.lanewise(LSHR, 52)
              .or(WHOLE_BITS)
              .reinterpretAsDoubles()
              .sub(WHOLE + Double.MAX_EXPONENT)
              .fma(
                  DoubleVector.broadcast(SPECIES, DOUBLE_MINUS_TWO_LN2),
                  logarithm.reinterpretAsDoubles());
      DoubleVector f2 = f.mul(f);
      DoubleVector odd = DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_9);
      odd = odd.fma(f2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_7));
      odd = odd.fma(f2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_5));
      odd = odd.fma(f2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_3));
      odd = odd.fma(f2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_1));
      DoubleVector even = DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_8);
      even = even.fma(f2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_6));
      even = even.fma(f2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_4));
      even = even.fma(f2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_2));
      even = even.fma(f2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_LOG_0));
      odd.fma(f, even)
          .fma(f, base)
          .sqrt()
          .reinterpretAsLongs()
          .lanewise(XOR, first.and(Long.MIN_VALUE))
          .intoMemorySegment(out, i, ORDER);
    }
  }

  /**
   * Radii and second words become normals. θ = πx + (0 or π) by r's sign, x in [−½, ½) from the
   * lower 52 bits; S and C are √2 times sin and cos of θ/2, cos θ = 1 − S², sin θ = SC.
   */
  private static void turns(MemorySegment out, long offset, long bytes) {
    if (!out.isNative()) {
      throw Segments.onHeap();
    }
    for (long part = 0;
        part < bytes;
        part += part % VECTOR == VECTOR - PART ? VECTOR + PART : PART) {
      long i = offset + part;
      DoubleVector radius = DoubleVector.fromMemorySegment(SPECIES, out, i, ORDER);
      LongVector second = LongVector.fromMemorySegment(LongLanes.SPECIES, out, i + VECTOR, ORDER);
      DoubleVector x = second.and(FRACTION).or(ONE_BITS).reinterpretAsDoubles().sub(1.5);
      DoubleVector x2 = x.mul(x);
      DoubleVector sine = DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_SINE_6);
      sine = sine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_SINE_5));
      sine = sine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_SINE_4));
      sine = sine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_SINE_3));
      sine = sine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_SINE_2));
      sine = sine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_SINE_1));
      sine = sine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_SINE_0));
      sine = sine.mul(x);
      DoubleVector cosine = DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_6);
      cosine = cosine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_5));
      cosine = cosine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_4));
      cosine = cosine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_3));
      cosine = cosine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_2));
      cosine = cosine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_1));
      cosine = cosine.fma(x2, DoubleVector.broadcast(SPECIES, Polynomials.DOUBLE_TURN_COSINE_0));
      DoubleVector aside = radius.mul(sine);
      aside.neg().fma(sine, radius).intoMemorySegment(out, i, ORDER);
      aside.mul(cosine).intoMemorySegment(out, i + VECTOR, ORDER);
    }
  }
}
