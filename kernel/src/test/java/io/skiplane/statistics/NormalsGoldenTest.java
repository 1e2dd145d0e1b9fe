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
            "bf85d025",
            "be09209f",
            "bd21dbcf",
            "bfa3ad19",
            "bd5fcb82",
            "bf321fb5",
            "3fb26478",
            "bfbbc52f",
            "bf46c9db",
            "be68442c",
            "3e0f2c7f",
            "bf070213",
            "3f080969",
            "3f20655f",
            "bf981a76",
            "bf77bacf");
  }

  @Test
  void firstDoublesArePinned() {
    assertThat(bits(Precision.DOUBLE))
        .containsExactly(
            "bff5675304422387",
            "bfe0a38004506008",
            "3feada37a2daf97f",
            "bfc335aea49e956f",
            "bff1ad53abb4b781",
            "bfce46a45e3d9aca",
            "bfe010f3bb7de658",
            "3fd2b5386df3d702",
            "3ff08239e2bac959",
            "bff1429f69bb7c4e",
            "bff040c6dab7b367",
            "3ff1fc04a3c593d8",
            "3ff7889f59da2519",
            "bfe48042c72b2696",
            "bff5c7bbc19aa35f",
            "40002c36ba4dd439");
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
      Xoshiro xoshiro = new Xoshiro(0, 0, 0, 0);
      for (int pair = 0; pair < pairs; pair++) {
        if (pair % Kernels.RUN_PAIRS == 0) {
          xoshiro = seeded(pair / Kernels.RUN_PAIRS, lane);
        }
        long first = xoshiro.next();
        long second = xoshiro.next();
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

  private static Xoshiro seeded(long run, int lane) {
    return new Xoshiro(
        word(KEY0, 2 * run, lane),
        word(KEY1, 2 * run, lane),
        word(KEY0, 2 * run + 1, lane),
        word(KEY1, 2 * run + 1, lane));
  }

  private static long word(long key, long place, int lane) {
    return StreamKey.mix(key + StreamKey.GOLDEN * (8 * place + lane + 1));
  }

  private static double floatError(double[] numbers, int at, int first, int second) {
    double u = (float) (first >>> 1) * 0x1p-31f + 0x1p-32f;
    double turn = (float) (second << 1) * 0x1p-31f;
    return boxMullerError(numbers, at, 16, u, turn, second < 0);
  }

  private static double doubleError(double[] numbers, int at, long first, long second) {
    double u = 1 - (first >>> 12) * 0x1p-52;
    double turn = (second >>> 12) * 0x1p-51 - 1;
    return boxMullerError(numbers, at, 8, u, turn, (second & 1) != 0);
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
