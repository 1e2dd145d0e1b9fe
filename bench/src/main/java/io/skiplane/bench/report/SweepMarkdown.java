package io.skiplane.bench.report;

import io.skiplane.bench.rows.Level;
import io.skiplane.bench.rows.Limits;
import io.skiplane.memory.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The report {@code sweep.md}: nanoseconds for each patch element, over k and p. */
final class SweepMarkdown {
  private SweepMarkdown() {}

  /** The report. */
  static String of(Results results, Machine machine) {
    List<String> lines = new ArrayList<>();
    lines.add("# Skiplane: cost as the work grows");
    lines.add("");
    lines.add(
        "Nanoseconds for each of the k·p numbers of an input, in one resident step of batch 1 on"
            + " one core. The input is read again in every step, so it sits in the nearest cache"
            + " that holds it.");
    lines.add("");
    lines.add("![Nanoseconds a number, over the size of the input](sweep.svg)");
    Limits limits = results.limits();
    for (Precision precision : Precision.values()) {
      List<SweepPoint> points = SweepPoint.of(results, precision);
      if (!points.isEmpty()) {
        table(lines, precision, points);
        lines.add("");
        lines.add(bounds(limits, precision));
      }
    }
    List<SweepPoint> boxed = allocating(results);
    lines.add("");
    if (boxed.isEmpty()) {
      lines.add("No point allocates: below 1 byte a step, or no more than JMH itself.");
    } else {
      lines.add("**Points that allocate, so that their time is not the kernel's:**");
      boxed.forEach(point -> lines.add("- " + point.shape().id()));
    }
    lines.add("");
    lines.add(machine.caption());
    return String.join("\n", lines) + "\n";
  }

  private static List<SweepPoint> allocating(Results results) {
    Verdict verdict = Verdict.of(results);
    List<SweepPoint> boxed = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      SweepPoint.of(results, precision).stream()
          .filter(point -> verdict.allocates(point.result()))
          .forEach(boxed::add);
    }
    return boxed;
  }

  private static void table(List<String> lines, Precision precision, List<SweepPoint> points) {
    TreeSet<Long> ks = new TreeSet<>();
    TreeSet<Long> ps = new TreeSet<>();
    for (SweepPoint point : points) {
      ks.add(point.shape().k());
      ps.add(point.shape().p());
    }
    lines.add("");
    lines.add("## " + precision.name().toLowerCase(Locale.ROOT));
    lines.add("");
    StringBuilder head = new StringBuilder("| k \\ p |");
    StringBuilder rule = new StringBuilder("|--:|");
    for (long p : ps) {
      head.append(' ').append(p).append(" |");
      rule.append("--:|");
    }
    lines.add(head.toString());
    lines.add(rule.toString());
    for (long k : ks) {
      StringBuilder line = new StringBuilder("| " + k + " |");
      for (long p : ps) {
        String cell =
            points.stream()
                .filter(point -> point.shape().k() == k && point.shape().p() == p)
                .map(point -> Figures.three(point.each()))
                .findFirst()
                .orElse("");
        line.append(' ').append(cell).append(" |");
      }
      lines.add(line.toString());
    }
  }

  private static String bounds(Limits limits, Precision precision) {
    StringBuilder text = new StringBuilder("Limits of this run, ns a number: flops ");
    text.append(Figures.three(4 / limits.gigaflops(precision)));
    for (Level level : Level.values()) {
      text.append(", loads from ")
          .append(level)
          .append(' ')
          .append(Figures.three(precision.bytes() / limits.bandwidth(level)));
    }
    return text.append('.').toString();
  }
}
