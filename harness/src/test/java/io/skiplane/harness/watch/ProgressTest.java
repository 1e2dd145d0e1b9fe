package io.skiplane.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run prints while it goes on. */
class ProgressTest {
  @TempDir private Path folder = Path.of("");

  private static String shown(MonitorRig rig) {
    return rig.printed().replace("\r\u001b[2K\u001b[?7l", "[").replace("\u001b[?7h", "]");
  }

  @Test
  void oneStudentOnATerminal() {
    try (MonitorRig rig = new MonitorRig(MonitorRig.facts(folder, Gauge.PHI, 1), true)) {
      rig.monitor().phase("steps");
      rig.monitor().progress(0, 0, 0, () -> 1.4142);
      assertThat(shown(rig)).isEqualTo("[  0 %  0.0 steps/s  time left not known yet  φ 1.414 ▅]");
      rig.later(0.5).monitor().progress(50, 0, 0.1, () -> 0.5);
      assertThat(shown(rig)).isEqualTo("[ 10 %  100 steps/s  5 s left  φ 0.500 █████▁]");
      rig.later(0.5).monitor().progress(250, 0, 0.25, () -> 1.23e-5);
      assertThat(shown(rig)).isEqualTo("[ 25 %  250 steps/s  3 s left  φ 1.2e-05 ██████████▁]");
      rig.monitor().end(RunEnding.FINISHED);
      assertThat(rig.printed()).isEqualTo("\r\u001b[2K");
    }
  }

  @Test
  void manyStudentsWithinEightyColumns() {
    try (MonitorRig rig = new MonitorRig(MonitorRig.facts(folder, Gauge.SUCCESS, 140_000), true)) {
      rig.monitor().progress(0, 0, 0, () -> Double.NaN);
      assertThat(shown(rig)).isEqualTo("[  0 %  0 students  0.0 steps/s  time left not known yet]");
      rig.monitor().mismatches(1);
      for (int i = 1; i <= 50; i++) {
        double share = i / 50.0;
        rig.later(0.2).monitor().progress(400_000_000L * i, 2_800L * i, share, () -> share);
        assertThat(shown(rig))
            .hasSizeLessThanOrEqualTo(2 + StatusLine.WIDTH)
            .contains("1 mismatch");
      }
      rig.monitor().mismatches(-1);
      rig.later(0.2).monitor().progress(20_000_000_000L, 140_000, 1, () -> 1);
      assertThat(shown(rig))
          .startsWith("[100 %  140,000 students  2.00 billion steps/s")
          .contains("  0 s left  success 100.0 % ▁")
          .endsWith("█]")
          .hasSizeLessThanOrEqualTo(2 + StatusLine.WIDTH);
    }
  }

  @Test
  void itAsksFiveTimesASecondAtMost() {
    int[] asked = {0};
    try (MonitorRig rig = new MonitorRig(MonitorRig.facts(folder, Gauge.PHI, 1), true)) {
      for (int i = 0; i < 1000; i++) {
        rig.later(0.0005).monitor().progress(i, 0, 0, () -> asked[0]++);
      }
    }
    assertThat(asked[0]).isEqualTo(3);
  }

  @Test
  void elsewhereNoControlCharacters() {
    try (MonitorRig rig = new MonitorRig(MonitorRig.facts(folder, Gauge.PHI, 1), false)) {
      for (int i = 0; i < 100; i++) {
        rig.later(0.2).monitor().progress(i, 0, 0.01 * i, () -> 1);
      }
      rig.monitor().end(RunEnding.FINISHED);
      assertThat(rig.printed().replaceAll("\\R", "")).doesNotContainPattern("\\p{Cntrl}");
    }
  }

  @Test
  void aRunThatGoesOnDoesNotCountWhatWasDone() {
    Pace pace = new Pace(0, 1_000_000, 0.5);
    pace.at(10, 1_001_000, 0.6);
    assertThat(pace.rate()).isEqualTo(100);
    assertThat(pace.secondsLeft()).isCloseTo(40, within(1e-9));
  }

  @Test
  void theFirstSecondsDoNotTellHowLongTheRestWillTake() {
    Pace pace = new Pace(0, 0, 0);
    for (int second = 1; second <= 100; second++) {
      pace.at(second, second, second <= 10 ? 0.001 * second : 0.01 + 0.01 * (second - 10));
    }
    assertThat(pace.secondsLeft()).isCloseTo(9, within(0.1));
  }

  @Test
  void aRunThatCannotBeWatchedGoesOn() {
    Path missing = folder.resolve("missing");
    try (MonitorRig rig = new MonitorRig(MonitorRig.facts(missing, Gauge.PHI, 1), true)) {
      rig.monitor().progress(0, 0, 0, () -> 1);
      rig.later(2).monitor().progress(1, 0, 0.1, () -> 1);
      rig.monitor().end(RunEnding.FINISHED);
      assertThat(rig.printed()).contains(" 10 %");
    }
    assertThat(Files.exists(missing)).isFalse();
  }

  @Test
  void aShortRunLeavesNoFileAtAnyTime() throws Exception {
    try (MonitorRig rig = new MonitorRig(MonitorRig.facts(folder, Gauge.PHI, 1), true)) {
      rig.monitor().progress(0, 0, 0, () -> 1);
      rig.later(0.9).monitor().progress(1, 0, 0.1, () -> 1);
      assertThat(folder).isEmptyDirectory();
      rig.later(0.3).monitor().progress(1, 0, 0.1, () -> 1);
      assertThat(folder).isNotEmptyDirectory();
    }
    assertThat(folder).isEmptyDirectory();
  }
}
