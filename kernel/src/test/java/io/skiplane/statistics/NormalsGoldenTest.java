package io.skiplane.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Pins the generator: the published vectors of its parts, its definition, and its first outputs.
 */
@Tag("bits")
class NormalsGoldenTest {
  private static final StreamKey KEY = new StreamKey(1, 2);
  private static final long KEY0 = KEY.key0(3, 4);
  private static final long KEY1 = KEY.key1(3, 4);

  /** xoshiro256++ as its authors define it (Blackman, Vigna 2021). */
  private static final class Xoshiro {
    private final long[] s;

    Xoshiro(long... state) {
      s = state;
    }

    long next() {
      long result = Long.rotateLeft(s[0] + s[3], 23) + s[0];
      long t = s[1] << 17;
      s[2] ^= s[0];
      s[3] ^= s[1];
      s[1] ^= s[2];
      s[0] ^= s[3];
      s[2] ^= t;
      s[3] = Long.rotateLeft(s[3], 45);
      return result;
    }
  }

  /** The vector of the authors' C code that the Rust crate rand_xoshiro tests with. */
  @Test
  void xoshiroMatchesThePublishedVector() {
    Xoshiro xoshiro = new Xoshiro(1, 2, 3, 4);
    String[] expected = {
      "41943041",
      "58720359",
      "3588806011781223",
      "3591011842654386",
      "9228616714210784205",
      "9973669472204895162",
      "14011001112246962877",
      "12406186145184390807",
      "15849039046786891736",
      "10450023813501588000"
    };
    for (String word : expected) {
      assertThat(Long.toUnsignedString(xoshiro.next())).isEqualTo(word);
    }
  }

  /** The first outputs of SplitMix64 from 1234567, as Rosetta Code lists them. */
  @Test
  void splitMixMatchesThePublishedVector() {
    String[] expected = {
      "6457827717110365317",
      "3203168211198807973",
      "9817491932198370423",
      "4593380528125082431",
      "16408922859458223821"
    };
    for (int i = 0; i < expected.length; i++) {
      long word = StreamKey.mix(1234567 + (i + 1) * StreamKey.GOLDEN);
      assertThat(Long.toUnsignedString(word)).isEqualTo(expected[i]);
    }
  }

  @Test
  void streamKeysArePinned() {
    assertThat(Long.toHexString(KEY0)).isEqualTo("d9f183f61997e84c");
    assertThat(Long.toHexString(KEY1)).isEqualTo("2c71ccdab2be1e26");
    assertThat(Double.toHexString(StreamKey.uniform(1, 2, 3))).isEqualTo("0x1.67cfbc8ee3437p-2");
  }

  @Test
  void firstFloatsArePinned() {
    assertThat(bits(Precision.FLOAT))
        .containsExactly(
            "bf553f69",
            "bf60dec2",
            "3cd74b9f",
            "3e5eba4c",
            "3fde60d1",
            "3f226557",
            "3f3f0cfc",
            "bfc45d8f",
            "3da5cefe",
            "3f741a25",
            "be151496",
            "3f7a018f",
            "3f9d7df0",
            "3fcbd262",
            "be3854f7",
            "3f541a7b");
  }

  @Test
  void firstDoublesArePinned() {
    assertThat(bits(Precision.DOUBLE))
        .containsExactly(
            "bff7dfaf01955070",
            "3ff3f20233359fab",
            "3fd5f7f1b26a3040",
            "3fddaf77a2980377",
            "bfc462eae938dd11",
            "3fe1512f663a62f1",
            "3ff762a64d5aee50",
            "3fe3ad275f4b14c5",
            "3ffeb3edc9e7c1c8",
            "3ffd478ede22605b",
            "3ffe1d9f86f45401",
            "3fd9ae483d970833",
            "3fd01e29bc167165",
            "bff53edced52561a",
            "bfc422faa95c13f9",
            "bfdb4126f684349e");
  }

  /**
   * The first four numbers of the first two vectors, and the same of the second run, in
   * hexadecimal.
   */
  private static List<String> bits(Precision precision) {
    List<String> bits = new ArrayList<>();
    double[] numbers = numbers(precision, Kernels.RUN_PAIRS + 1);
    int width = precision.lanes();
    for (long pair : new long[] {0, Kernels.RUN_PAIRS}) {
      for (int half = 0; half < 2; half++) {
        for (int lane = 0; lane < 4; lane++) {
          double number = numbers[(int) (2 * pair + half) * width + lane];
          bits.add(
              precision == Precision.FLOAT
                  ? Integer.toHexString(Float.floatToRawIntBits((float) number))
                  : Long.toHexString(Double.doubleToRawLongBits(number)));
        }
      }
    }
    return bits;
  }

  /** Box-Muller of the generator's words with the JDK's functions, in double. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void normalsAreBoxMullerOfXoshiro(Precision precision) {
    long pairs = 2 * Kernels.RUN_PAIRS + 3;
    double[] numbers = numbers(precision, pairs);
    int width = precision.lanes();
    double error = 0;
    for (int lane = 0; lane < 8; lane++) {
      Xoshiro firsts = seeded(0, 0, lane);
      Xoshiro seconds = seeded(0, 1, lane);
      for (int pair = 0; pair < pairs; pair++) {
        if (pair % Kernels.RUN_PAIRS == 0) {
          firsts = seeded(pair / Kernels.RUN_PAIRS, 0, lane);
          seconds = seeded(pair / Kernels.RUN_PAIRS, 1, lane);
        }
        long first = firsts.next();
        long second = seconds.next();
        int at = 2 * pair * width + (precision == Precision.FLOAT ? 2 * lane : lane);
        if (precision == Precision.FLOAT) {
          error = Math.max(error, floatError(numbers, at, (int) first, (int) second));
          error =
              Math.max(
                  error, floatError(numbers, at + 1, (int) (first >>> 32), (int) (second >>> 32)));
        } else {
          error = Math.max(error, doubleError(numbers, at, first, second));
        }
      }
    }
    System.out.printf(
        "normals, %s: largest error against the JDK's functions %.2e%n", precision, error);
    assertThat(error).isCloseTo(0, within(precision == Precision.FLOAT ? 1e-6 : 2e-15));
  }

  /** The generator of the first (0) or the second (1) vectors of a run's pairs. */
  private static Xoshiro seeded(long run, int half, int lane) {
    long place = 4 * run + 2 * half;
    return new Xoshiro(
        word(KEY0, place, lane),
        word(KEY1, place, lane),
        word(KEY0, place + 1, lane),
        word(KEY1, place + 1, lane));
  }

  private static long word(long key, long place, int lane) {
    return StreamKey.mix(key + StreamKey.GOLDEN * (8 * place + lane + 1));
  }

  private static double floatError(double[] numbers, int at, int first, int second) {
    double u = ((float) (first & Integer.MAX_VALUE) + 0.5f) * 0x1p-31;
    double turn = (float) second * 0x1p-31f;
    return boxMullerError(numbers, at, 16, u, turn, first < 0);
  }

  private static double doubleError(double[] numbers, int at, long first, long second) {
    long fraction = (1L << 52) - 1;
    double u = 1 - (first & fraction) * 0x1p-52;
    double turn = (second & fraction) * 0x1p-51 - 1;
    return boxMullerError(numbers, at, 8, u, turn, first < 0);
  }

  private static double boxMullerError(
      double[] numbers, int at, int width, double u, double turn, boolean negative) {
    double r = Math.sqrt(-2 * Math.log(u)) * (negative ? -1 : 1);
    return Math.max(
        Math.abs(numbers[at] - r * Math.cos(Math.PI / 2 * turn)),
        Math.abs(numbers[at + width] - r * Math.sin(Math.PI / 2 * turn)));
  }

  private static double[] numbers(Precision precision, long pairs) {
    double[] numbers = new double[(int) pairs * 2 * precision.lanes()];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out =
          arena.allocate(pairs * 2 * Precision.VECTOR_BYTES, Precision.VECTOR_BYTES);
      Twins.chosen(precision).normals(out, 0, pairs, KEY0, KEY1);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = precision.get(out, 0, i);
      }
    }
    return numbers;
  }
}
