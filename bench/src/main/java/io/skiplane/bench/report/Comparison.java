package io.skiplane.bench.report;

import io.skiplane.bench.rows.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which results moved between two runs by more than their errors. */
public final class Comparison {
  private static final int FORKS_FOR_CLAIMS = 3;
  private static final String UNKNOWN = "error unknown";

  private final List<String> lines = new ArrayList<>();
  private int moved;
  private int compared;
  private int unknown;
  private int beyondLimits;

  private Comparison() {}

  /** Compares two runs, the earlier first. */
  public static Comparison of(Results before, Results after) {
    Comparison comparison = new Comparison();
    Map<String, Measured> earlier = byName(before);
    Map<String, Measured> later = byName(after);
    comparison.drift(earlier, later);
    comparison.rows(earlier, later);
    comparison.missing("only in the first", earlier, later);
    comparison.missing("only in the second", later, earlier);
    if (fewForks(earlier) || fewForks(later)) {
      comparison.lines.add("");
      comparison.lines.add(
          "Below three forks the errors know nothing of the spread from JVM to JVM, up to 40 % on"
              + " small steps.");
    }
    return comparison;
  }

  /** Rows that moved. */
  public int moved() {
    return moved;
  }

  /** Rows that both runs have because somebody chose them, and not because every run does. */
  public int chosen() {
    return beyondLimits;
  }

  /** Whether no row has an error that is known, so that none could be told to have moved. */
  public boolean blind() {
    return compared > 0 && unknown == compared;
  }

  /** The comparison as Markdown. */
  public String text() {
    return String.join("\n", lines) + "\n";
  }

  /** The limits are no rows: what moves them is the machine. */
  private void drift(Map<String, Measured> earlier, Map<String, Measured> later) {
    lines.add("| limit of the machine | first | second | second / first |");
    lines.add("|---|--:|--:|--:|");
    earlier.forEach(
        (name, a) -> {
          Measured b = later.get(name);
          if (b != null && isLimit(a)) {
            lines.add(
                cells(
                    name,
                    Figures.three(a.score()) + " ns",
                    Figures.three(b.score()) + " ns",
                    Figures.times(b.score() / a.score())));
          }
        });
    lines.add("");
  }

  private void rows(Map<String, Measured> earlier, Map<String, Measured> later) {
    lines.add("| row | first, ns | ± | second, ns | ± | second / first | moved |");
    lines.add("|---|--:|--:|--:|--:|--:|---|");
    for (Map.Entry<String, Measured> entry : earlier.entrySet()) {
      Measured a = entry.getValue();
      Measured b = later.get(entry.getKey());
      if (b != null && !isLimit(a)) {
        compared++;
        beyondLimits += isInEveryRun(a) ? 0 : 1;
        String verdict = verdict(a, b);
        unknown += verdict.equals(UNKNOWN) ? 1 : 0;
        moved += verdict.equals("faster") || verdict.equals("slower") ? 1 : 0;
        lines.add(
            cells(
                entry.getKey(),
                Figures.three(a.score()),
                Figures.error(a.error(), a.score()),
                Figures.three(b.score()),
                Figures.error(b.error(), b.score()),
                Figures.times(b.score() / a.score()),
                verdict));
      }
    }
    lines.add("");
    lines.add(moved + " of " + compared + " rows moved by more than the two errors together.");
    if (unknown > 0) {
      lines.add(
          "Of "
              + unknown
              + " of them the error is unknown: one of the two runs has a single iteration of"
              + " each.");
    }
  }

  private static String verdict(Measured a, Measured b) {
    double change = b.score() - a.score();
    double errors = a.error() + b.error();
    if (Double.isNaN(errors)) {
      return UNKNOWN;
    }
    if (Math.abs(change) <= errors) {
      return "";
    }
    return change < 0 ? "faster" : "slower";
  }

  private void missing(String where, Map<String, Measured> these, Map<String, Measured> others) {
    these.forEach(
        (name, result) -> {
          if (!others.containsKey(name)) {
            lines.add("");
            lines.add(where + ": " + name);
          }
        });
  }

  private static boolean fewForks(Map<String, Measured> results) {
    return results.values().stream().anyMatch(result -> result.forks() < FORKS_FOR_CLAIMS);
  }

  private static boolean isLimit(Measured result) {
    return result.benchmark().endsWith("Limit");
  }

  /** The limits of the step's own kind: what the generator takes alone. */
  private static boolean isInEveryRun(Measured result) {
    return result.parameter("row").equals(Row.NORMALS.name())
        && result.parameter("kernel").equals("vector");
  }

  private static Map<String, Measured> byName(Results results) {
    Map<String, Measured> map = new LinkedHashMap<>();
    results.all().forEach(result -> map.put(name(result), result));
    return map;
  }

  private static String name(Measured result) {
    String row = result.parameter("row");
    String rest = String.join(" ", result.parameters().values()).toLowerCase(Locale.ROOT);
    if (row.isEmpty()) {
      String threads = result.threads() > 1 ? " " + result.threads() + " threads" : "";
      return (result.benchmark() + " " + rest).strip() + threads;
    }
    String others =
        (result.parameter("precision") + " " + result.parameter("kernel")).toLowerCase(Locale.ROOT);
    for (Row known : Row.values()) {
      if (known.name().equals(row)) {
        return known.text() + " " + others;
      }
    }
    return row + " " + others;
  }

  private static String cells(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
