package io.skiplane.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skiplane.lanes.StreamKey;
import java.lang.foreign.Arena;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The words, and the normals by Φ, pass a battery like SmallCrush: in one go, with their bits in
 * reverse, and interleaved from streams whose addresses differ by one. {@code .ci/random} runs
 * TestU01 itself on the same streams.
 */
class RandomBatteryTest {
  @ParameterizedTest
  @EnumSource(RandomStreams.Kind.class)
  void streamsInOneGo(RandomStreams.Kind kind) {
    ZScores scores = new ZScores("battery, " + kind);
    try (Arena arena = Arena.ofConfined()) {
      new RandomBattery(scores, "as they are", RandomStreams.inOneGo(arena, kind, 1)).run();
      RandomSource reversed = RandomStreams.inOneGo(arena, kind, 2).reversed();
      new RandomBattery(scores, "bits reversed", reversed).run();
    }
    scores.report();
  }

  @ParameterizedTest
  @EnumSource(RandomStreams.Neighbours.class)
  void neighboursInterleaved(RandomStreams.Neighbours neighbours) {
    ZScores scores = new ZScores("battery, interleaved by " + neighbours);
    try (Arena arena = Arena.ofConfined()) {
      for (RandomStreams.Kind kind : RandomStreams.Kind.values()) {
        RandomSource source = new RandomStreams(arena, kind, neighbours, 1, 3);
        new RandomBattery(scores, kind.toString(), source).run();
      }
    }
    scores.report();
  }

  /** Keys of seeds in rows and strides, two neighbours at a time, as words: no generator behind. */
  @Test
  void farAndNearSeedsInterleaved() {
    long[] strides = {2, 1L << 32, StreamKey.GOLDEN, -StreamKey.GOLDEN};
    ZScores scores = new ZScores("battery, keys of seeds");
    for (long stride : strides) {
      LongUnaryOperator key = i -> new StreamKey(i / 2 * stride + i % 2, 0).key0(0, 0);
      new RandomBattery(scores, "stride " + stride, words(key)).run();
    }
    scores.report();
  }

  /** A battery that passes everything proves nothing. */
  @Test
  void faultyGeneratorsFail() {
    assertFails("ranks", words(i -> linear(i)));
    assertFails("Kolmogorov-Smirnov", words(i -> StreamKey.mix(i) | 1L << 62));
    assertFails("serial pairs", words(i -> StreamKey.mix(i) & ~0x80L << 56));
    assertFails("birthday spacings", words(i -> i * StreamKey.GOLDEN));
    assertFails("Hamming independence", words(i -> StreamKey.mix(i / 2)));
    assertFails("collisions", words(i -> StreamKey.mix(i % 100_000)));
  }

  private static void assertFails(String test, RandomSource source) {
    ZScores scores = new ZScores("faulty");
    RandomBattery battery = new RandomBattery(scores, "faulty", source);
    assertThatThrownBy(
            () -> {
              switch (test) {
                case "ranks" -> battery.ranks(1 << 10);
                case "serial pairs" -> battery.serialPairs(1 << 18);
                case "birthday spacings" -> battery.birthdaySpacings(16, 1 << 16);
                case "Hamming independence" -> battery.hammingIndependence(1 << 18);
                case "collisions" -> battery.collisions(1 << 20);
                default -> battery.kolmogorovSmirnov(1 << 16);
              }
            })
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(test);
  }

  /** Each 64-bit word gives two, the upper half first. */
  private static RandomSource words(LongUnaryOperator function) {
    long[] state = new long[2];
    return () -> {
      long i = state[0]++;
      if (i % 2 == 0) {
        state[1] = function.applyAsLong(i / 2);
      }
      return (int) (i % 2 == 0 ? state[1] >>> 32 : state[1]);
    };
  }

  /** Linear over bits: every word is the xor of those that the index's bits name. */
  private static long linear(long i) {
    long word = 0;
    for (int bit = 0; bit < 32; bit++) {
      word ^= (i >>> bit & 1) == 0 ? 0 : StreamKey.mix(bit + 1);
    }
    return word;
  }

  /** The table that normals go through is Φ. */
  @Test
  void tableIsNormal() {
    for (double x = -8.5; x < 8.5; x += 0.001234567) {
      assertThat(NormalTable.cdf(x)).isBetween(Gaussian.cdf(x) - 1e-12, Gaussian.cdf(x) + 1e-12);
    }
  }
}
