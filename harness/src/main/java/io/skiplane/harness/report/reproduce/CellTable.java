package io.skiplane.harness.report.reproduce;

import io.skiplane.harness.page.Numbers;
import io.skiplane.harness.page.Table;
import io.skiplane.harness.page.Table.Column;
import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.Wilson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table of cells, a group of rows for each k. */
final class CellTable {
  private CellTable() {}

  static Table of(ReproduceRun run) {
    Map<Long, List<Cell>> byK =
        run.cells().stream()
            .collect(Collectors.groupingBy(Cell::k, TreeMap::new, Collectors.toList()));
    List<Table.Group> groups = new ArrayList<>();
    byK.forEach(
        (k, cells) ->
            groups.add(
                new Table.Group(Long.toString(k), cells.stream().map(CellTable::row).toList())));
    return new Table(
        Captions.cells(run),
        List.of(
            Column.text("k"),
            Column.text("Start, steps"),
            Column.number("Success %"),
            Column.number("Trapped %"),
            Column.number("Undecided %"),
            Column.number("Median steps")),
        groups);
  }

  private static List<io.skiplane.harness.page.Cell> row(Cell cell) {
    return List.of(
        io.skiplane.harness.page.Cell.head(cell.variant().title(), VariantKey.hue(cell.variant())),
        rate(cell.success(), cell.students()),
        rate(cell.trapped(), cell.students()),
        rate(cell.undecided(), cell.students()),
        io.skiplane.harness.page.Cell.number(
            cell.stepsMedian() < 0 ? "–" : Numbers.count(cell.stepsMedian())));
  }

  private static io.skiplane.harness.page.Cell rate(long hits, long trials) {
    if (trials < 1) {
      return io.skiplane.harness.page.Cell.number("–");
    }
    Wilson interval = Wilson.of(hits, trials);
    return new io.skiplane.harness.page.Cell(
        hits == 0
            ? io.skiplane.harness.page.Cell.Role.NONE
            : io.skiplane.harness.page.Cell.Role.NUMBER,
        Numbers.percent((double) hits / trials),
        Numbers.percent(interval.low()) + "–" + Numbers.percent(interval.high()),
        0);
  }
}
