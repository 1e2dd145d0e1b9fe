package io.skiplane.bench.report;

import io.skiplane.bench.rows.Row;
import io.skiplane.memory.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report {@code bench.md}. */
public final class BenchMarkdown {
  private final Results results;
  private final Machine machine;
  private final Verdict verdict;
  private final List<String> flags = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private BenchMarkdown(Results results, Machine machine) {
    this.results = results;
    this.machine = machine;
    verdict = Verdict.of(results);
  }

  /** The report of a run. */
  public static String of(Results results, Machine machine) {
    return new BenchMarkdown(results, machine).write();
  }

  private String write() {
    line("# Skiplane bench");
    line("");
    if (machine.quick()) {
      line("**" + Machine.quickRun(results) + "**");
      line("");
    }
    line(
        "One gradient step of one student, batch 1, on one core unless the row says otherwise; in"
            + " the same run the limits of the machine. Times drift with the machine: what counts"
            + " are the ratios.");
    line("");
    line("![Share of the limit, by row](bars.svg)");
    for (Precision precision : Precision.values()) {
      rows(precision);
    }
    notRun();
    legend();
    line("");
    line("![Roofline](roofline.svg)");
    text.append(MachineMarkdown.of(results, machine));
    return text.toString();
  }

  private void rows(Precision precision) {
    line("");
    line("## " + precision.name().toLowerCase(Locale.ROOT));
    line("");
    line(
        "| row | ns a step | ± | scalar twin, ns | faster by | limit, ns | of the limit |"
            + " generator's share | B/step | ran | C, ns¹ | C / Skiplane¹ |");
    line("|---|--:|--:|--:|--:|--:|--:|--:|--:|---|--:|--:|");
    for (RowFigures figures : RowFigures.of(results, precision, machine.caches())) {
      row(figures);
    }
  }

  private void row(RowFigures figures) {
    Measured vector = figures.vector();
    flag(figures.row(), figures.precision(), vector);
    results
        .row(figures.row(), figures.precision(), "scalar")
        .ifPresent(scalar -> flag(figures.row(), figures.precision(), scalar));
    cells(
        figures.text(),
        Figures.three(figures.ns()),
        Figures.error(vector.error(), figures.ns()),
        Figures.three(figures.scalar()),
        Figures.times(figures.fasterBy()),
        Figures.three(figures.limit()),
        Figures.percent(figures.share()),
        figures.generator() > 0 ? Figures.percent(figures.generator() / figures.ns()) : "",
        verdict.allocates(vector) ? "**" + Figures.three(vector.bytes()) + "**" : "0",
        vector.kernelClass() + ", " + vector.laneBits() + " bits",
        Figures.three(figures.reference()),
        Figures.times(figures.reference() / figures.ns()));
  }

  private void flag(Row row, Precision precision, Measured result) {
    if (verdict.allocates(result)) {
      flags.add(
          row.id(precision)
              + ", "
              + kernel(result)
              + ": allocates "
              + Figures.three(result.bytes())
              + (kernel(result).equals("vector")
                  ? " bytes a step: some vectors are boxed, as the JVM has not compiled all of it"
                  : " bytes a step, which its time includes"));
    }
  }

  private static String kernel(Measured result) {
    return result.parameter("kernel");
  }

  private void notRun() {
    if (!machine.notRun().isEmpty()) {
      line("");
      line("**Not run, as the time was over:** " + String.join("; ", machine.notRun()) + ".");
    }
  }

  private void legend() {
    line("");
    if (flags.isEmpty()) {
      line("No row allocates: " + Verdict.NONE);
    } else {
      line("**Rows that allocate:**");
      line("");
      flags.forEach(flag -> line("- " + flag));
    }
    line("");
    line(
        "*±*: 99 % interval of the mean over the forks. The scalar twin's time is a median, as it"
            + " has few iterations. *Limit*: what the step cannot do without"
            + " (normals drawn at the generator's own rate, and the larger of flops at the FMA rate"
            + " and bytes at the bandwidth of the level they sit in; formulas in Cost.java), by the"
            + " best iterations of the limits, while rows are means."
            + " *Generator's share*: the time of its normals alone over the time of the step."
            + " *Ran*: class and lane bits as the fork recorded them.");
    line("");
    line(
        "¹ Hand-written AVX-512 C on a Zen 4 core at about 3.6 GHz, measured elsewhere and once;"
            + " compare only on a like machine.");
  }

  private void cells(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
