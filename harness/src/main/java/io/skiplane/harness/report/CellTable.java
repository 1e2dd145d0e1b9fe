package io.skiplane.harness.report;

import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.Wilson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table of cells, a group of rows for each k. */
final class CellTable {
  private CellTable() {}

  /** Its {@code <tbody>}s. */
  static String body(ReproduceRun run) {
    Map<Long, List<Cell>> byK =
        run.cells().stream()
            .collect(Collectors.groupingBy(Cell::k, TreeMap::new, Collectors.toList()));
    StringBuilder html = new StringBuilder();
    byK.forEach((k, cells) -> html.append(group(k, cells)));
    return html.toString();
  }

  private static String group(long k, List<Cell> cells) {
    StringBuilder html = new StringBuilder("<tbody>\n");
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      html.append("<tr>");
      if (i == 0) {
        html.append("<th scope=\"rowgroup\" rowspan=\"").append(cells.size()).append("\">");
        html.append(k).append("</th>");
      }
      html.append("<th scope=\"row\">").append(VariantKey.label(cell.variant())).append("</th>");
      html.append(rate(cell.success(), cell.students()));
      html.append(rate(cell.trapped(), cell.students()));
      html.append(rate(cell.undecided(), cell.students()));
      html.append("<td>").append(median(cell.stepsMedian())).append("</td></tr>\n");
    }
    return html.append("</tbody>\n").toString();
  }

  private static String median(long steps) {
    return steps < 0 ? "–" : Numbers.count(steps);
  }

  private static String rate(long hits, long trials) {
    if (trials < 1) {
      return "<td>–</td>";
    }
    Wilson interval = Wilson.of(hits, trials);
    return "<td"
        + (hits == 0 ? " class=\"none\"" : "")
        + ">"
        + Numbers.percent((double) hits / trials)
        + "<small>"
        + Numbers.percent(interval.low())
        + "–"
        + Numbers.percent(interval.high())
        + "</small></td>";
  }
}
