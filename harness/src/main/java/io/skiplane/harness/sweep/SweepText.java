package io.skiplane.harness.sweep;

import io.skiplane.harness.cli.Wrapped;
import io.skiplane.harness.engine.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A sweep's results for people, at most 80 columns wide. */
final class SweepText {
  /** Wider grids of numbers are shaded instead. */
  private static final int MOST_NUMBERS = 11;

  /** Cells of a list. */
  private static final int MOST_LISTED = 60;

  private static final int NUMBER_WIDTH = 6;
  private static final int LONGEST_LABEL = 12;
  private static final char[] SHADES = {'·', '░', '▒', '▓', '█'};

  private final SweepRun run;
  private final List<String> lines = new ArrayList<>();

  private SweepText(SweepRun run) {
    this.run = run;
  }

  static List<String> of(SweepRun run) {
    SweepText text = new SweepText(run);
    if (run.axes().size() == 2) {
      text.plane(run.axes().get(0), run.axes().get(1));
    } else {
      text.list();
    }
    text.findings();
    return text.lines;
  }

  private void plane(Axis down, Axis across) {
    int room = Wrapped.WIDTH - LONGEST_LABEL - 2;
    if (down.size() > MOST_LISTED || across.size() > room) {
      lines.add("Success by cell is in results.csv: the grid is too large to be shown here.");
      return;
    }
    lines.add(
        "Success in %: "
            + down.parameter().id()
            + " downwards, "
            + across.parameter().id()
            + " from left to right.");
    lines.add("");
    if (across.size() <= MOST_NUMBERS) {
      numbers(down, across);
    } else {
      shades(down, across, 2 * across.size() <= room ? 2 : 1);
    }
  }

  private void numbers(Axis down, Axis across) {
    lines.add(
        label(down.parameter().id())
            + across.labels().stream()
                .map(label -> cut(label, NUMBER_WIDTH - 1))
                .map(label -> " ".repeat(NUMBER_WIDTH - label.length()) + label)
                .collect(Collectors.joining()));
    for (int row = 0; row < down.size(); row++) {
      StringBuilder line = new StringBuilder(label(down.labels().get(row)));
      for (int column = 0; column < across.size(); column++) {
        String percent = percent(run.cell(row, column).outcomes());
        line.append(" ".repeat(NUMBER_WIDTH - percent.length())).append(percent);
      }
      lines.add(line.toString());
    }
    lines.add("");
  }

  private void shades(Axis down, Axis across, int width) {
    for (int row = 0; row < down.size(); row++) {
      StringBuilder line = new StringBuilder(label(down.labels().get(row))).append("  ");
      for (int column = 0; column < across.size(); column++) {
        line.append(String.valueOf(shade(run.cell(row, column).outcomes())).repeat(width));
      }
      lines.add(line.toString());
    }
    String from = cut(across.labels().getFirst(), LONGEST_LABEL);
    String to = cut(across.labels().getLast(), LONGEST_LABEL);
    int gap = Math.max(1, width * across.size() - from.length() - to.length());
    lines.add(label("") + "  " + from + " ".repeat(gap) + to);
    lines.add("");
    lines.add("█ 100 %   ▓ 90 % and more   ▒ 50 % and more   ░ above 0   · 0");
    lines.add("");
  }

  private static char shade(Outcomes outcomes) {
    double rate = (double) outcomes.success() / outcomes.students();
    int shade = rate == 1 ? 4 : rate >= 0.9 ? 3 : rate >= 0.5 ? 2 : rate > 0 ? 1 : 0;
    return SHADES[shade];
  }

  private void list() {
    lines.add("Success, trapped, undecided and diverged in %; steps: median of the successes.");
    lines.add("");
    int shown = Math.min(MOST_LISTED, run.cells().size());
    for (SweepCell cell : run.cells().subList(0, shown)) {
      Outcomes outcomes = cell.outcomes();
      String name =
          run.axes().stream()
              .map(
                  axis ->
                      axis.parameter().id() + " " + cut(axis.parameter().text(cell.problem()), 9))
              .collect(Collectors.joining("  "));
      lines.add(
          String.format(
              Locale.ROOT,
              "%-40s %6s %6s %6s %6s %9s",
              cut(name.isEmpty() ? "all" : name, 40),
              percent(outcomes),
              percent(outcomes.trapped(), outcomes),
              percent(outcomes.undecided(), outcomes),
              percent(outcomes.diverged(), outcomes),
              outcomes.stepsMedian() < 0 ? "–" : Long.toString(outcomes.stepsMedian())));
    }
    if (shown < run.cells().size()) {
      lines.add("and " + (run.cells().size() - shown) + " cells more in results.csv");
    }
    lines.add("");
  }

  private void findings() {
    for (String finding : run.findings()) {
      lines.addAll(Wrapped.lines("", finding));
    }
    lines.add("");
  }

  private static String percent(Outcomes outcomes) {
    return percent(outcomes.success(), outcomes);
  }

  /** 0 and 100 only if they are so exactly. */
  private static String percent(long hits, Outcomes outcomes) {
    if (hits == 0 || hits == outcomes.students()) {
      return hits == 0 ? "0" : "100";
    }
    double percent = 100.0 * hits / outcomes.students();
    return percent < 0.05
        ? "<0.1"
        : percent > 99.95 ? ">99.9" : String.format(Locale.ROOT, "%.1f", percent);
  }

  private static String label(String text) {
    String cut = cut(text, LONGEST_LABEL);
    return " ".repeat(LONGEST_LABEL - cut.length()) + cut;
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
