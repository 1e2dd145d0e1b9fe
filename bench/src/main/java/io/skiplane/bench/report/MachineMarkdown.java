package io.skiplane.bench.report;

import io.skiplane.bench.rows.Level;
import io.skiplane.bench.rows.Limits;
import io.skiplane.bench.rows.Row;
import io.skiplane.memory.Precision;
import java.util.Locale;
import java.util.Optional;

/** The end of each report: the limits that its run measured, and what it ran on. */
final class MachineMarkdown {
  private final Results results;
  private final Machine machine;
  private final Limits limits;
  private final StringBuilder text = new StringBuilder();

  private MachineMarkdown(Results results, Machine machine) {
    this.results = results;
    this.machine = machine;
    limits = results.limits();
  }

  /** Both sections. */
  static String of(Results results, Machine machine) {
    MachineMarkdown markdown = new MachineMarkdown(results, machine);
    markdown.limits();
    markdown.machine();
    return markdown.text.toString();
  }

  private void limits() {
    line("");
    line("## Limits of the machine, measured in this run");
    line("");
    line("| limit | best iteration | mean, ± |");
    line("|---|--:|--:|");
    for (Precision precision : Precision.values()) {
      limit(
          "fused multiply-adds, " + precision.name().toLowerCase(Locale.ROOT),
          Figures.three(limits.gigaflops(precision)) + " GFLOP/s",
          results.limit("FmaLimit", precision.name()));
    }
    for (Level level : Level.values()) {
      limit(
          "loads from " + level,
          Figures.three(limits.bandwidth(level)) + " GB/s",
          results.limit("LoadLimit", level.name()));
    }
    for (Measured shared : results.shared()) {
      limit(
          "loads from " + Level.DRAM.by(shared.threads()) + " together",
          Figures.three(limits.bandwidth(Level.DRAM, shared.threads())) + " GB/s",
          Optional.of(shared));
    }
    limit(
        "random words of 32 bits, alone",
        Figures.three(limits.word()) + " ns",
        results.limit("WordLimit", ""));
    for (Precision precision : Precision.values()) {
      limit(
          "normals, " + precision.name().toLowerCase(Locale.ROOT) + ", alone",
          Figures.three(limits.normal(precision)) + " ns",
          results.row(Row.NORMALS, precision, "vector"));
    }
  }

  private void limit(String name, String value, Optional<Measured> result) {
    cells(name, value, result.map(MachineMarkdown::mean).orElse("–"));
  }

  private static String mean(Measured result) {
    return Figures.percent(result.best() / result.score())
        + ", "
        + Figures.error(result.error(), result.score());
  }

  private void machine() {
    line("");
    line("## Machine");
    line("");
    line("| | |");
    line("|---|---|");
    cells(
        "processor",
        machine.cpu()
            + ", "
            + machine.cores()
            + (machine.cores() == 1 ? " core in use" : " cores in use"));
    cells(
        "caches",
        "L1 "
            + (machine.caches().l1() >> 10)
            + " KiB, L2 "
            + (machine.caches().l2() >> 10)
            + " KiB, L3 "
            + (machine.caches().l3() >> 20)
            + " MiB");
    cells("memory", (machine.memory() >> 30) + " GiB");
    cells("system", machine.system());
    String flags = ForkFlags.told(results);
    cells("JVM", machine.jdk() + ", " + flags + ", module jdk.incubator.vector");
    cells("forks", results.forks() + ", each by `" + machine.pinned() + " java …`");
    cells("sources", machine.revision().isEmpty() ? "–" : machine.revision());
    cells("when", machine.ended() + ", " + Math.round(machine.seconds()) + " s");
  }

  private void cells(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
