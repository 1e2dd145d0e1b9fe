package io.skiplane.harness.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.engine.Outcomes;
import io.skiplane.harness.engine.ThreadsEngine;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The built-in sweeps, small, against what theory says. */
class BuiltInTest {
  private static SweepRun run(BuiltIn sweep, String... options) throws IOException {
    SweepStudy study = new SweepStudy(SweepSpecTest.spec(Optional.of(sweep), options));
    assertThat(study.run(new ThreadsEngine(2, false), study.ledger()::add, () -> true)).isTrue();
    return study.finish(2, 1);
  }

  /** Every start with ‖w*‖ below √2 reaches the optimum; far beyond, most are trapped. */
  @Test
  void phase() throws IOException {
    SweepRun run = run(BuiltIn.PHASE, "angle=0.1pi,0.45pi,0.47pi,0.8pi", "students=64");
    assertThat(run.axes().get(0).parameter()).isEqualTo(Parameter.ANGLE);
    long beyond = 0;
    long freed = 0;
    for (SweepCell cell : run.cells()) {
      Outcomes outcomes = cell.outcomes();
      if (cell.problem().shortcutDistance() < Math.sqrt(2)) {
        assertThat(outcomes.success()).as(cell.toString()).isEqualTo(64);
      } else if (cell.problem().teacherNorm() > 6) {
        beyond += outcomes.trapped();
        assertThat(cell.problem().hasSpuriousMinimum()).isTrue();
      } else if (!cell.problem().hasSpuriousMinimum()) {
        freed += outcomes.success();
      }
    }
    assertThat(beyond).isGreaterThan(64);
    assertThat(freed).isGreaterThan(64);
    assertThat(run.findings())
        .anyMatch(
            line ->
                line.startsWith("Within the theory's bound")
                    && line.endsWith("every one of 6,144 students succeeded."));
  }

  /** With the theory's k² steps of warm-up every student succeeds; without, some are trapped. */
  @Test
  void warmUp() throws IOException {
    SweepRun run = run(BuiltIn.WARMUP, "k=16,25", "warm-up=0,k^2", "students=300");
    for (int k = 0; k < 2; k++) {
      assertThat(run.cell(k, 0).outcomes().trapped()).isGreaterThan(30);
      assertThat(run.cell(k, 1).outcomes().success()).isEqualTo(300);
    }
    assertThat(run.findings().get(1)).endsWith("k = 16: 256 steps, k = 25: 625 steps.");
  }

  /**
   * The population's step is stable at the optimum only for η_w ‖a*‖² below 4, that is 1.78/k²
   * here; the noise of small batches lowers that.
   */
  @Test
  void batch() throws IOException {
    SweepRun run =
        run(BuiltIn.BATCH, "batch=1,32", "eta-a=0.5/k^2,2/k^2", "students=16", "tolerance=1e-2");
    assertThat(run.cell(0, 0).outcomes().success()).isZero();
    assertThat(run.cell(1, 0).outcomes().success()).isEqualTo(16);
    assertThat(run.cell(0, 1).outcomes().success()).isZero();
    assertThat(run.cell(1, 1).outcomes().success()).isZero();
    assertThat(run.findings().get(1)).endsWith("batch 32: 0.5000/k².");
  }

  /** Noise lets students leave the spurious optimum, where about half of them end without. */
  @Test
  void noise() throws IOException {
    SweepRun run = run(BuiltIn.NOISE, "k=8", "noise=0,32", "students=48");
    Outcomes without = run.cells().get(0).outcomes();
    assertThat(without.trapped()).isBetween(12L, 36L);
    assertThat(run.cells().get(1).outcomes().success()).isEqualTo(48);
    assertThat(run.findings().get(1)).contains("with a radius of 32.0 every one.");
  }
}
