package io.skiplane.harness.cli;

import io.skiplane.harness.study.Agreement;
import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.Claim;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.Wilson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run's results for people, at most 80 columns wide. */
final class ResultsText {
  private final List<String> lines = new ArrayList<>();

  private ResultsText() {}

  static List<String> of(ReproduceRun run) {
    ResultsText text = new ResultsText();
    text.table(run.cells());
    text.claims(run.claims());
    text.agreements(run.agreements());
    return text.lines;
  }

  private void table(List<Cell> cells) {
    int kWidth =
        Math.max(
            3, cells.stream().mapToInt(cell -> Long.toString(cell.k()).length()).max().orElse(0));
    lines.add("Rates in %, with 95 % Wilson intervals; steps: median of the successes.");
    lines.add("");
    lines.add(
        row(padded("k", kWidth), "start and step sizes", "success", "trapped", "undecided", "steps")
            .stripTrailing());
    lines.add("─".repeat(Wrapped.WIDTH));
    long k = -1;
    for (Cell cell : cells) {
      lines.add(
          row(
              padded(cell.k() == k ? "" : Long.toString(cell.k()), kWidth),
              cell.variant().title(),
              rate(cell.success(), cell.students()),
              rate(cell.trapped(), cell.students()),
              rate(cell.undecided(), cell.students()),
              cell.stepsMedian() < 0 ? "–" : steps(cell.stepsMedian())));
      k = cell.k();
    }
    lines.add("");
  }

  private static String padded(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }

  private static String row(String... columns) {
    return String.format(Locale.ROOT, "%s %-20s  %-15s %-15s %-15s %5s", (Object[]) columns);
  }

  static String rate(long hits, long trials) {
    Wilson interval = Wilson.of(hits, trials);
    double percent = 100.0 * hits / trials;
    return String.format(
        Locale.ROOT,
        "%5s %s–%s",
        hits == 0 || hits == trials ? number("%.1f", percent) : inner(percent),
        bound(100 * interval.low()),
        bound(100 * interval.high()));
  }

  /** A rate that is neither 0 nor 100 %, and does not look so. */
  private static String inner(double percent) {
    if (percent >= 99.95) {
      return percent >= 99.995 ? ">99.9" : number("%.2f", percent);
    }
    if (percent < 0.05) {
      return percent < 0.005 ? "<0.01" : number("%.2f", percent);
    }
    return number("%.1f", percent);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String bound(double percent) {
    return percent >= 99.95 ? "100" : String.format(Locale.ROOT, "%.1f", percent);
  }

  /** At most five characters. */
  static String steps(long steps) {
    if (steps < 100_000) {
      return Long.toString(steps);
    }
    if (steps < 1_000_000) {
      return steps / 1000 + "k";
    }
    if (steps < 10_000_000_000L) {
      return steps < 100_000_000
          ? number("%.1fM", Math.floor(steps / 1e5) / 10)
          : steps / 1_000_000 + "M";
    }
    return steps / 1_000_000_000 + "G";
  }

  private void claims(List<Claim> claims) {
    lines.add("Claims");
    for (Claim claim : claims) {
      wrapped("  " + (claim.holds() ? "holds           " : "does not hold   "), claim.text());
      wrapped("                  ", "→ " + claim.finding() + ".");
    }
    lines.add("");
  }

  private void agreements(List<Agreement> agreements) {
    lines.add("One student by each of the five steps, from the same start");
    for (Agreement agreement : agreements) {
      wrapped(
          "  " + (agreement.holds() ? "agree           " : "DISAGREE        "),
          agreement.steps()
              + ": "
              + number(agreement.value())
              + " (at most "
              + number(agreement.bound())
              + "), "
              + agreement.measure());
    }
  }

  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1000) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) < 0.01 ? "%.1e" : "%.2f", value);
  }

  private void wrapped(String head, String text) {
    lines.addAll(Wrapped.lines(head, text));
  }
}
