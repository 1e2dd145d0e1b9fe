package io.skiplane.harness.report.reproduce;

import io.skiplane.harness.page.Facts;
import io.skiplane.harness.page.Numbers;
import io.skiplane.harness.report.run.MachineFacts;
import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.RunInfo;

/** How it was run: what another needs to run it again, and what it took here. */
final class RunFacts {
  private RunFacts() {}

  static Facts of(ReproduceRun run) {
    RunInfo info = run.info();
    return Facts.of(
            "Seed",
            String.valueOf(info.seed()),
            "Patches k",
            Captions.distinct(run.cells().stream().mapToLong(Cell::k)),
            "Patch size p",
            Captions.distinct(run.cells().stream().mapToLong(Cell::p)),
            "Students a cell",
            Captions.distinct(run.cells().stream().mapToLong(Cell::students)),
            "Teacher",
            "‖a*‖ = " + run.teacherNorm() + ", 1ᵀa* = " + run.teacherSum(),
            "v*",
            Numbers.angle(run.angle()) + " from the shortcut",
            "Success",
            "‖a−a*‖² + ‖v−v*‖² below " + Numbers.number(run.tolerance()),
            "Trapped",
            "φ above π − 0.2 and aᵀa* below 0")
        .and(MachineFacts.work(info.studentSteps(), info.elapsedSeconds(), info.threads()))
        .and(
            MachineFacts.of(
                info.version(), info.kernel(), info.laneBits(), info.jdk(), info.cpu()));
  }
}
