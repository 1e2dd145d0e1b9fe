package io.skiplane.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  @Test
  void keepsTheFirstAndTheLastNumberHoweverLongItGrows() {
    History history = new History();
    for (int second = 0; second < 100_000; second++) {
      history.add(second / 10.0, second);
      List<Double> values = history.values();
      assertThat(values.size()).isBetween(1, History.LENGTH);
      assertThat(values.getFirst()).isZero();
      assertThat(values.getLast()).isEqualTo(second);
      assertThat(values).isSorted();
    }
    assertThat(history.values()).hasSizeGreaterThan(History.LENGTH / 2);
  }

  @Test
  void longSilencesKeepTheirLength() {
    History history = new History();
    history.add(0, 1);
    history.add(0.95, 2);
    assertThat(history.values()).containsExactly(1., 1., 1., 1., 1., 1., 1., 1., 1., 2.);
    history.add(1.0, Double.NaN);
    assertThat(history.values()).hasSize(10);
    history.add(1e6, 3);
    assertThat(history.values()).startsWith(1.).endsWith(3.).hasSizeLessThanOrEqualTo(24);
  }
}
