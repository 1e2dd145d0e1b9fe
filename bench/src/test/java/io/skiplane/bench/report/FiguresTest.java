package io.skiplane.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0.0941, 0.094",
    "0.3125, 0.313",
    "9.996, 10.0",
    "49, 49.0",
    "136.6, 137",
    "7956345, '7,960,000'",
    "NaN, –"
  })
  void threeDigits(double value, String text) {
    assertThat(Figures.three(value)).isEqualTo(text);
  }
}
