package io.skiplane.harness.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest {
  /** Worked out with Python's decimals from Wilson's formula, z = 1.959963984540054. */
  @ParameterizedTest
  @CsvSource({
    "0, 10, 0, 0.277532799862889",
    "10, 10, 0.722467200137111, 1",
    "1, 10, 0.017876213095073, 0.404150026795238",
    "5, 10, 0.236593090512564, 0.763406909487436",
    "81, 263, 0.255288519878274, 0.366209576982800",
    "5000, 5000, 0.999232298054943, 1",
    "1, 1, 0.206549314377237, 1",
  })
  void agreesWithKnownValues(long hits, long trials, double low, double high) {
    Wilson interval = Wilson.of(hits, trials);
    assertThat(interval.low()).isCloseTo(low, within(1e-12));
    assertThat(interval.high()).isCloseTo(high, within(1e-12));
  }
}
