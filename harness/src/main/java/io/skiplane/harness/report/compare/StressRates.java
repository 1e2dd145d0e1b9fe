package io.skiplane.harness.report.compare;

import io.skiplane.harness.page.Cell;
import io.skiplane.harness.page.Numbers;
import io.skiplane.harness.page.Section;
import io.skiplane.harness.page.Table;
import io.skiplane.harness.page.Table.Column;
import io.skiplane.harness.report.run.RunDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Throughput of burn-ins side by side. */
final class StressRates {
  private StressRates() {}

  static Section of(List<NamedRun> runs) {
    Set<String> gradients = new LinkedHashSet<>();
    for (NamedRun run : runs) {
      run.document().objects("gradients").forEach(one -> gradients.add(one.text("gradient")));
    }
    List<Column> columns = new ArrayList<>(List.of(Column.text("Gradient")));
    runs.forEach(run -> columns.add(Column.number(run.name())));
    List<List<Cell>> rows = new ArrayList<>();
    for (String gradient : gradients) {
      List<Cell> row = new ArrayList<>(List.of(Cell.head(gradient)));
      runs.forEach(run -> row.add(Cell.number(rate(run, gradient))));
      rows.add(row);
    }
    return Section.of(
        "Throughput", Table.of("Steps a second of each gradient, all threads.", columns, rows));
  }

  private static String rate(NamedRun run, String gradient) {
    return run.document().objects("gradients").stream()
        .filter(one -> one.text("gradient").equals(gradient))
        .findFirst()
        .map((RunDocument one) -> Numbers.number(one.number("stepsPerSecond")))
        .orElse("–");
  }
}
