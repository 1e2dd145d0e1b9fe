package io.skiplane.harness.report.stress;

import io.skiplane.harness.page.Cell;
import io.skiplane.harness.page.Numbers;
import io.skiplane.harness.page.Table;
import io.skiplane.harness.page.Table.Column;
import io.skiplane.harness.report.run.RunDocument;
import io.skiplane.harness.report.run.RunFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The tables of a burn-in. */
final class StressTables {
  private static final int MOST_MISMATCHES = 100;

  private StressTables() {}

  /** What was computed again, by gradient and route. */
  static Table checks(RunDocument document) {
    List<Table.Group> groups = new ArrayList<>();
    for (RunDocument gradient : StressReport.gradients(document)) {
      List<List<Cell>> rows = new ArrayList<>();
      for (RunDocument check : gradient.objects("checks")) {
        long mismatches = check.whole("mismatches");
        rows.add(
            List.of(
                Cell.head(check.text("route")),
                Cell.number(Numbers.count(check.whole("blocks"))),
                Cell.number(Numbers.count(mismatches)),
                check.whole("blocks") == 0
                    ? Cell.text("–")
                    : Cell.verdict(mismatches == 0, mismatches == 0 ? "same bits" : "other bits")));
      }
      if (!rows.isEmpty()) {
        groups.add(new Table.Group(gradient.text("gradient"), rows));
      }
    }
    return new Table(
        "Blocks computed again, by the route that did so.",
        List.of(
            Column.text("Gradient"),
            Column.text("Route"),
            Column.number("Blocks"),
            Column.number("Differ"),
            Column.text("Verdict")),
        groups);
  }

  /** Throughput and step times by gradient. */
  static Table times(RunDocument document) {
    List<List<Cell>> rows = new ArrayList<>();
    for (RunDocument gradient : StressReport.gradients(document)) {
      RunDocument times = gradient.object("stepNanos");
      rows.add(
          List.of(
              Cell.head(gradient.text("gradient"), io.skiplane.harness.page.Key.hue(rows.size())),
              Cell.number(Numbers.count(gradient.whole("steps"))),
              Cell.number(Numbers.number(gradient.number("stepsPerSecond"))),
              nanos(times, "p50"),
              nanos(times, "p99"),
              nanos(times, "p99.99"),
              nanos(times, "max"),
              Cell.number(Numbers.count(times.whole("group")))));
    }
    return Table.of(
        "Steps of each gradient, and how long one took, in nanoseconds; “in a row” is how many"
            + " steps one measurement is the mean of.",
        List.of(
            Column.text("Gradient"),
            Column.number("Steps"),
            Column.number("A second"),
            Column.number("Median"),
            Column.number("99 %"),
            Column.number("99.99 %"),
            Column.number("Longest"),
            Column.number("In a row")),
        rows);
  }

  private static Cell nanos(RunDocument times, String name) {
    double nanos = times.number(name);
    return Cell.number(
        times.whole("steps") > 0 && Double.isFinite(nanos) && nanos < 1e15
            ? Numbers.count(Math.round(nanos))
            : "–");
  }

  /** The first numbers that differed. */
  static Table mismatches(RunFiles run) throws IOException {
    List<List<Cell>> rows = new ArrayList<>();
    run.table(
        "mismatches.csv",
        row -> {
          if (rows.size() < MOST_MISMATCHES) {
            rows.add(
                List.of(
                    Cell.head(row.text("gradient")),
                    Cell.text(row.text("route")),
                    Cell.number(row.text("block")),
                    Cell.number(row.text("step")),
                    Cell.number(row.text("array") + "[" + row.text("element") + "]"),
                    Cell.number(row.text("bits")),
                    Cell.number(row.text("checkBits")),
                    Cell.number(row.text("againBits"))));
          }
        });
    return Table.of(
        "The first "
            + MOST_MISMATCHES
            + " numbers that differed (mismatches.csv has them all): their bits, those of the other"
            + " route, and those of the first route once more.",
        List.of(
            Column.text("Gradient"),
            Column.text("Route"),
            Column.number("Block"),
            Column.number("Step"),
            Column.number("Number"),
            Column.number("Bits"),
            Column.number("Other route"),
            Column.number("Again")),
        rows);
  }
}
