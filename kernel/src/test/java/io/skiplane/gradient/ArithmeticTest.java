package io.skiplane.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skiplane.lanes.Normals;
import io.skiplane.memory.Precision;
import io.skiplane.testing.Refusal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The operations of an optimiser against plain loops, on whole numbers so that every bit counts.
 */
class ArithmeticTest {
  private static final int[] SIZES = {1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 127, 128, 1000};

  private final Random random = new Random(1);

  @ParameterizedTest
  @EnumSource(Precision.class)
  void operationsArePlainLoops(Precision precision) {
    for (int n : SIZES) {
      try (Arena arena = Arena.ofConfined()) {
        Arithmetic on = Arithmetic.of(arena, precision);
        MemorySegment x = integers(on, arena, n);
        MemorySegment y = integers(on, arena, n);
        double dot = 0;
        double[] sum = new double[n];
        double[] combined = new double[n];
        for (int i = 0; i < n; i++) {
          dot += get(on, x, i) * get(on, y, i);
          sum[i] = get(on, y, i) + 3 * get(on, x, i);
          combined[i] = -2 * sum[i] + 5 * get(on, x, i);
        }
        assertThat(on.dot(x, y, n)).isEqualTo(dot);
        on.addScaled(3, x, y, n);
        assertThat(array(on, y, n)).containsExactly(sum);
        on.combine(-2, y, 5, x, n);
        assertThat(array(on, y, n)).containsExactly(combined);
        assertZeroFrom(on, y, n);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void normaliseGivesUnitNormAndTheNormBefore(Precision precision) {
    double unit = precision == Precision.FLOAT ? 1e-6 : 1e-14;
    for (int n : SIZES) {
      try (Arena arena = Arena.ofConfined()) {
        Arithmetic on = Arithmetic.of(arena, precision);
        MemorySegment v = on.allocate(arena, n);
        for (int i = 0; i < n; i++) {
          precision.set(v, 0, i, 2);
        }
        assertThat(on.normalise(v, n)).isCloseTo(2 * Math.sqrt(n), within(unit * 2 * n));
        assertThat(on.dot(v, v, n)).isCloseTo(1, within(10 * unit));
        assertZeroFrom(on, v, n);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void normalsHaveAnAddressAndPaddingOfZeros(Precision precision) {
    for (int n : SIZES) {
      try (Arena arena = Arena.ofConfined()) {
        Arithmetic on = Arithmetic.of(arena, precision);
        double[] first = normals(on, arena, n, 1, 2, 3, 4);
        assertThat(normals(on, arena, n, 1, 2, 3, 4)).containsExactly(first);
        assertThat(normals(on, arena, n, 0, 2, 3, 4)).doesNotContain(first);
        assertThat(normals(on, arena, n, 1, 0, 3, 4)).doesNotContain(first);
        assertThat(normals(on, arena, n, 1, 2, 0, 4)).doesNotContain(first);
        assertThat(normals(on, arena, n, 1, 2, 3, 0)).doesNotContain(first);
        assertThat(normals(on, arena, 2000, 1, 2, 3, 4)).startsWith(first);
      }
    }
  }

  @Test
  void normalsAreStandardAndNoneOfAStart() {
    try (Arena arena = Arena.ofConfined()) {
      Arithmetic on = Arithmetic.of(arena, Precision.DOUBLE);
      int n = 100_000;
      double[] drawn = normals(on, arena, n, 5, 0, 0, 0);
      double mean = 0;
      double square = 0;
      for (double x : drawn) {
        mean += x / n;
        square += x * x / n;
      }
      assertThat(mean).isCloseTo(0, within(5 / Math.sqrt(n)));
      assertThat(square).isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
      MemorySegment start = Normals.allocate(arena, 64);
      for (long block = -10; block < 10; block++) {
        Normals.fill(start, 64, 5, 0, block);
        assertThat(drawn).doesNotContain(start.get(java.lang.foreign.ValueLayout.JAVA_DOUBLE, 0));
      }
    }
  }

  @Test
  void halfAnOverlapIsRefusedAndTheSameArrayIsNot() {
    try (Arena arena = Arena.ofConfined()) {
      Arithmetic on = Arithmetic.of(arena, Precision.FLOAT);
      MemorySegment both = on.allocate(arena, 64);
      MemorySegment later = both.asSlice(64);
      Refusal.of(() -> on.addScaled(1, both, later, 32), "x and y share 64 bytes", "apart");
      Refusal.of(() -> on.combine(1, both, 1, later, 32), "x and y share 64 bytes", "apart");
      Precision.FLOAT.set(both, 0, 0, 1);
      on.addScaled(1, both, both, 64);
      on.combine(1, both, 1, both, 64);
      assertThat(Precision.FLOAT.get(both, 0, 0)).isEqualTo(4);
      on.addScaled(1, both, later, 16); // they touch, and share nothing
    }
  }

  @Test
  void factorsAreFiniteInThePrecision() {
    try (Arena arena = Arena.ofConfined()) {
      Arithmetic on = Arithmetic.of(arena, Precision.FLOAT);
      MemorySegment x = on.allocate(arena, 5);
      MemorySegment y = on.allocate(arena, 5);
      Refusal.of(() -> on.addScaled(1e300, x, y, 5), "scale is 1.0E300", "finite", "FLOAT");
      Refusal.of(() -> on.combine(Double.NaN, y, 1, x, 5), "alpha is NaN", "finite");
      Refusal.of(() -> on.combine(1, y, Double.NEGATIVE_INFINITY, x, 5), "beta is -Infinity");
    }
  }

  @Test
  void badArraysAreRefused() {
    try (Arena arena = Arena.ofConfined()) {
      Arithmetic on = Arithmetic.of(arena, Precision.FLOAT);
      MemorySegment x = on.allocate(arena, 20);
      Refusal.of(() -> on.dot(x, x, 0), "n is 0; it must be at least 1");
      Refusal.of(() -> on.dot(x, x.asSlice(0, 64), 20), "y has 64 bytes", "128");
      Refusal.of(() -> on.addScaled(1, x, x.asReadOnly(), 20), "y is read-only");
      Refusal.of(() -> on.combine(1, x.asSlice(4), 1, x, 20), "y begins at address", "64");
      Refusal.of(() -> on.normalise(x, 20), "‖v‖ is 0.0");
      Refusal.of(() -> on.normals(x, 20, 1, 1, -1, 1), "stream is -1");
      Refusal.of(() -> on.normals(x.asSlice(0, 128), 20, 1, 1, 1, 1), "whole draw", "512");
      Refusal.of(() -> on.dot(x, MemorySegment.ofArray(new float[32]), 20), "Java heap");
    }
  }

  private MemorySegment integers(Arithmetic on, Arena arena, int n) {
    MemorySegment x = on.allocate(arena, n);
    for (int i = 0; i < n; i++) {
      on.precision().set(x, 0, i, random.nextInt(-8, 9));
    }
    return x;
  }

  private static double[] normals(
      Arithmetic on, Arena arena, int n, long seed, long student, int stream, long step) {
    MemorySegment out = on.allocate(arena, n).fill((byte) 0x3f);
    on.normals(out, n, seed, student, stream, step);
    assertZeroFrom(on, out, n);
    return array(on, out, n);
  }

  private static void assertZeroFrom(Arithmetic on, MemorySegment x, int n) {
    for (long i = n; i < x.byteSize() / on.precision().bytes(); i++) {
      assertThat(on.precision().get(x, 0, i)).as("padding").isZero();
    }
  }

  private static double get(Arithmetic on, MemorySegment x, int i) {
    return on.precision().get(x, 0, i);
  }

  private static double[] array(Arithmetic on, MemorySegment x, int n) {
    double[] array = new double[n];
    for (int i = 0; i < n; i++) {
      array[i] = get(on, x, i);
    }
    return array;
  }
}
