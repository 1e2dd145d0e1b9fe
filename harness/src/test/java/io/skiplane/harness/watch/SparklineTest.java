package io.skiplane.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SparklineTest {
  private static String of(Gauge gauge, int width, double... history) {
    return Sparkline.of(Arrays.stream(history).boxed().toList(), width, gauge);
  }

  @Test
  void reachesFromTheLeastToTheGreatest() {
    assertThat(of(Gauge.PHI, 24, 1, 1.5, 2, 2.5, 3)).isEqualTo("▁▃▅▇█");
    assertThat(of(Gauge.PHI, 24, 3, 2.9, 1, 0)).isEqualTo("██▃▁");
  }

  @Test
  void tellsMagnitudesOnceTheyAreApart() {
    assertThat(of(Gauge.PHI, 24, 1, 0.1, 0.01, 0.001, 0.0001)).isEqualTo("█▆▅▃▁");
    // No magnitude is 0.
    assertThat(of(Gauge.PHI, 24, 1, 0.1, 0)).isEqualTo("█▁▁");
  }

  @Test
  void sharesStandFromNoneToAll() {
    assertThat(of(Gauge.SUCCESS, 24, 0, 0.001, 0.5, 0.99, 1)).isEqualTo("▁▁▅██");
  }

  @Test
  void whatStandsStillIsFlat() {
    assertThat(of(Gauge.PHI, 24, 3.1415, 3.1416, 3.1415)).isEqualTo("▅▅▅");
    assertThat(of(Gauge.PHI, 24, 0, 0)).isEqualTo("▅▅");
    assertThat(of(Gauge.PHI, 24, 2)).isEqualTo("▅");
    assertThat(of(Gauge.PHI, 24)).isEmpty();
  }

  @Test
  void ofALongHistoryTheEndsStay() {
    double[] falling = new double[History.LENGTH];
    for (int i = 0; i < falling.length; i++) {
      falling[i] = 100 - i;
    }
    assertThat(of(Gauge.RATE, 5, falling)).isEqualTo("█▇▅▃▁");
    assertThat(of(Gauge.RATE, 24, falling)).hasSize(24).startsWith("█").endsWith("▁");
  }
}
