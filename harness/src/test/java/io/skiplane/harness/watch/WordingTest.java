package io.skiplane.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "999999 | 999,999",
        "1e6 | 1 million",
        "999.4e6 | 999 million",
        "999.7e6 | 1.00 billion"
      })
  void quantitiesGoOnToTheNextWordWhereTheyAreRounded(double value, String text) {
    assertThat(Wording.quantity(value)).isEqualTo(text);
  }
}
