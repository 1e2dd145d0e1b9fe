package io.skiplane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Words that random draws all but never bring: the smallest and largest uniform, both sides of
 * every piece of the table, the ends of the turn. Every pair of them is transformed and compared
 * with the JDK's functions, within the errors that {@link Kernels#normals} states.
 */
public final class BoxMullerEdges {
  private static final long FRACTION = (1L << 52) - 1;

  /** The transform of a twin: words in place. */
  @FunctionalInterface
  public interface Transform {
    void accept(MemorySegment out, long offset, long bytes);
  }

  private BoxMullerEdges() {}

  /** Transforms every pair of words and checks the numbers. */
  public static void check(Precision precision, Transform transform) {
    long[] words = precision == Precision.FLOAT ? floatWords() : doubleWords();
    int lanes = precision.lanes();
    long pairs = ((long) words.length * words.length + lanes - 1) / lanes;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(pairs * 2 * Precision.VECTOR_BYTES, 64);
      for (int n = 0; n < words.length * words.length; n++) {
        set(precision, out, at(precision, n), words[n / words.length]);
        set(precision, out, at(precision, n) + 64, words[n % words.length]);
      }
      transform.accept(out, 0, pairs * 2 * Precision.VECTOR_BYTES);
      double largest = 0;
      for (int n = 0; n < words.length * words.length; n++) {
        double[] expected =
            precision == Precision.FLOAT
                ? floats((int) words[n / words.length], (int) words[n % words.length])
                : doubles(words[n / words.length], words[n % words.length]);
        double limit = precision == Precision.FLOAT ? 2e-6 : 4e-15;
        for (int half = 0; half < 2; half++) {
          double actual = precision.get(out, at(precision, n) + 64L * half, 0);
          assertThat(Math.abs(actual - expected[half]))
              .as(
                  "%s of words %x and %x, %s",
                  half == 0 ? "cosine" : "sine",
                  words[n / words.length],
                  words[n % words.length],
                  actual)
              .isLessThanOrEqualTo(limit);
          largest = Math.max(largest, Math.abs(actual));
        }
      }
      // The largest radius is met, on the axis of the cosine.
      assertThat(largest).isBetween(0.999 * tail(precision), tail(precision));
    }
  }

  private static double tail(Precision precision) {
    return precision == Precision.FLOAT ? 6.6605 : 8.4905;
  }

  private static long at(Precision precision, int n) {
    int lanes = precision.lanes();
    return (long) (n / lanes) * 2 * Precision.VECTOR_BYTES + (long) (n % lanes) * precision.bytes();
  }

  private static void set(Precision precision, MemorySegment out, long at, long word) {
    if (precision == Precision.FLOAT) {
      out.set(ValueLayout.JAVA_INT, at, (int) word);
    } else {
      out.set(ValueLayout.JAVA_LONG, at, word);
    }
  }

  private static double[] floats(int first, int second) {
    double u = ((float) (first & Integer.MAX_VALUE) + 0.5f) * 0x1p-31;
    return numbers(u, (float) second * 0x1p-31f, first < 0);
  }

  private static double[] doubles(long first, long second) {
    double u = 1 - (first & FRACTION) * 0x1p-52;
    return numbers(u, (second & FRACTION) * 0x1p-51 - 1, first < 0);
  }

  private static double[] numbers(double u, double turn, boolean negative) {
    double r = Math.sqrt(-2 * Math.log(u)) * (negative ? -1 : 1);
    return new double[] {r * Math.cos(Math.PI / 2 * turn), r * Math.sin(Math.PI / 2 * turn)};
  }

  private static long[] floatWords() {
    long[] words = new long[2 * (3 * 16 * 3 + 6)];
    int n = 0;
    for (int exponent : new int[] {30, 29, 7}) {
      for (int piece = 0; piece < 16; piece++) {
        long edge = (long) ((1 + piece / 16.0) * (1L << exponent));
        for (long near = -1; near <= 1; near++) {
          words[n++] = edge + near * (1L << Math.max(0, exponent - 23));
        }
      }
    }
    for (long word : new long[] {0, 1, 2, Integer.MAX_VALUE, Integer.MAX_VALUE - 64, 1 << 30}) {
      words[n++] = word;
    }
    for (int i = 0; i < n; i++) {
      words[n + i] = (int) words[i] | Integer.MIN_VALUE;
    }
    return words;
  }

  private static long[] doubleWords() {
    long[] words = new long[2 * (2 * 8 * 3 + 6)];
    int n = 0;
    for (int exponent : new int[] {51, 20}) {
      for (int piece = 0; piece < 8; piece++) {
        long edge = (long) ((1 + piece / 8.0) * (1L << exponent));
        for (long near = -1; near <= 1; near++) {
          words[n++] = FRACTION + 1 - edge + near; // u is 1 less the fraction.
        }
      }
    }
    for (long word : new long[] {0, 1, 2, FRACTION, FRACTION - 1, 1L << 51}) {
      words[n++] = word;
    }
    for (int i = 0; i < n; i++) {
      words[n + i] = words[i] | Long.MIN_VALUE;
    }
    return words;
  }
}
