package io.skiplane.harness.stress;

import io.skiplane.harness.cli.Wrapped;
import io.skiplane.harness.host.ByteCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run for people, in lines of at most 80 columns. */
final class StressText {
  private static final String PREFIXES = "nµm kMGT";
  private static final int ONE = PREFIXES.indexOf(' ');

  private StressText() {}

  /** What is to be run. */
  static List<String> head(StressRun.Facts facts, MemoryPlan plan, long available) {
    List<String> lines =
        new ArrayList<>(
            Wrapped.lines(
                "",
                String.format(
                    Locale.ROOT,
                    "Skiplane %s: k = %d, p = %d in %s, seed %d; %s kernel%s, %d %s",
                    facts.version(),
                    facts.k(),
                    facts.p(),
                    facts.precision(),
                    facts.seed(),
                    facts.kernel(),
                    facts.laneBits() == 0 ? "" : " of " + facts.laneBits() + " bits",
                    facts.threads(),
                    facts.threads() == 1 ? "thread" : "threads")));
    lines.addAll(
        Wrapped.lines(
            "",
            String.format(
                Locale.ROOT,
                "Memory: %s%s at most, of %s available",
                plan.inputs() == 0
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        "%s for %,d resident %s; in all ",
                        ByteCount.text(plan.inputs()),
                        facts.inputs(),
                        facts.inputs() == 1 ? "input" : "inputs"),
                ByteCount.text(plan.all()),
                ByteCount.text(available))));
    return lines;
  }

  /** What it has come to. */
  static List<String> of(StressRun run) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(row("", "", "time of a step", "", "", "", "", ""));
    lines.add(row("", "steps/s", "median", "99 %", "99.99 %", "longest", "checked", "differ"));
    for (GradientResult gradient : run.gradients()) {
      StepTimes times = gradient.times();
      boolean timed = times.steps() > 0;
      lines.add(
          row(
              gradient.gradient(),
              rate(gradient.stepsPerSecond()),
              timed ? time(times.median()) : "-",
              timed ? time(times.p99()) : "-",
              timed ? time(times.p9999()) : "-",
              timed ? time(times.largest()) : "-",
              Long.toString(gradient.checks().stream().mapToLong(Checks::blocks).sum()),
              Long.toString(gradient.checks().stream().mapToLong(Checks::mismatches).sum())));
    }
    lines.add("");
    StressRun.Memory memory = run.memory();
    if (memory.last() > 0) {
      lines.addAll(
          Wrapped.lines(
              "",
              String.format(
                  Locale.ROOT,
                  "Memory of this process: %s after the first round, %s at the end, %s at most",
                  ByteCount.text(memory.early()),
                  ByteCount.text(memory.last()),
                  ByteCount.text(memory.largest()))));
    }
    lines.addAll(Wrapped.lines("", verdict(run)));
    return lines;
  }

  private static String verdict(StressRun run) {
    long checked =
        run.gradients().stream()
            .flatMap(gradient -> gradient.checks().stream())
            .mapToLong(Checks::blocks)
            .sum();
    long blocks = run.gradients().stream().mapToLong(GradientResult::blocks).sum();
    if (run.differing() > 0) {
      return String.format(
          Locale.ROOT,
          "MISMATCH: %,d of %,d blocks that were computed again came to other bits; no result of"
              + " this JVM on this machine can be trusted. Where, and which bits: mismatches.csv",
          run.differing(),
          checked);
    }
    return checked == 0
        ? String.format(Locale.ROOT, "%,d blocks, none of which was computed again", blocks)
        : String.format(
            Locale.ROOT,
            "%,d of %,d blocks were computed again by other routes, to the same bits",
            checked,
            blocks);
  }

  /** One number that differed. */
  static String of(Mismatch mismatch) {
    return String.format(
        Locale.ROOT,
        "MISMATCH: %s, block %d, step %d, %s[%d] is %s, and %s by the route '%s' (once more: %s)",
        mismatch.gradient(),
        mismatch.block(),
        mismatch.step(),
        mismatch.array(),
        mismatch.element(),
        StressTables.hexadecimal(mismatch.bits()),
        StressTables.hexadecimal(mismatch.checkBits()),
        mismatch.route(),
        StressTables.hexadecimal(mismatch.againBits()));
  }

  /** Below one, thousandths would read as millions. */
  private static String rate(double perSecond) {
    return perSecond < 1 ? String.format(Locale.ROOT, "%.3f", perSecond) : quantity(perSecond, "");
  }

  /** Nanoseconds in the unit that suits them. */
  private static String time(double nanos) {
    return quantity(nanos * 1e-9, "s");
  }

  /** Three digits and a prefix. */
  static String quantity(double value, String unit) {
    int at = ONE;
    double scaled = value;
    while (scaled >= 999.5 && at < PREFIXES.length() - 1) {
      scaled /= 1000;
      at++;
    }
    while (scaled < 0.9995 && scaled > 0 && at > 0) {
      scaled *= 1000;
      at--;
    }
    String format = scaled >= 99.95 ? "%.0f %s%s" : scaled >= 9.995 ? "%.1f %s%s" : "%.2f %s%s";
    String prefix = at == ONE ? "" : PREFIXES.substring(at, at + 1);
    return String.format(Locale.ROOT, format, scaled, prefix, unit).strip();
  }

  private static String row(String name, String... cells) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-10s", name));
    int[] widths = {9, 10, 9, 9, 10, 9, 8};
    for (int i = 0; i < cells.length; i++) {
      line.append(" ".repeat(Math.max(1, widths[i] - cells[i].length()))).append(cells[i]);
    }
    return line.toString().stripTrailing();
  }
}
