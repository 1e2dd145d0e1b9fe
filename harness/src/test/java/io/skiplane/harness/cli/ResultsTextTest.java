package io.skiplane.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "99999, 99999",
    "100000, 100k",
    "999999, 999k",
    "1000000, 1.0M",
    "28912345, 28.9M",
    "99999999, 99.9M",
    "100000000, 100M",
    "9999999999, 9999M",
    "10000000000, 10G",
    "1000000000000000, 1000000G",
  })
  void stepsAreShort(long steps, String text) {
    assertThat(ResultsText.steps(steps)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5000, '  0.0 0.0–0.1'",
    "5000, 5000, '100.0 99.9–100'",
    "4999, 5000, '99.98 99.9–100'",
    "1, 5000, ' 0.02 0.0–0.1'",
    "1, 10000000, '<0.01 0.0–0.0'",
    "9999999, 10000000, '>99.9 100–100'",
    "2434, 5000, ' 48.7 47.3–50.1'",
  })
  void noRateLooksLikeNoneOrAllThatIsNot(long hits, long trials, String text) {
    assertThat(ResultsText.rate(hits, trials)).isEqualTo(text);
  }
}
