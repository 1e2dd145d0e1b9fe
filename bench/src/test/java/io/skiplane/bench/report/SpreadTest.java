package io.skiplane.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void fromThreeForksOnTheirMeansSpread() {
    // Means 1, 2, 3: s = 1, t(99 %, 2 degrees) = 9.9248; the iterations' own spread is left out.
    List<double[]> forks =
        List.of(new double[] {0, 2}, new double[] {2, 2, 2}, new double[] {1, 5});
    assertThat(Spread.ofMean(forks)).isCloseTo(9.9248 / Math.sqrt(3), within(1e-3));
  }

  @Test
  void belowThreeForksTheIterationsSpread() {
    // 1, 2, 3, 4: s² = 5/3, t(99 %, 3 degrees) = 5.8409.
    List<double[]> forks = List.of(new double[] {1, 2}, new double[] {3, 4});
    assertThat(Spread.ofMean(forks)).isCloseTo(5.8409 * Math.sqrt(5.0 / 3 / 4), within(1e-3));
  }

  @Test
  void oneValueHasNoSpread() {
    assertThat(Spread.ofMean(List.of(new double[] {7}))).isNaN();
  }
}
