package io.skiplane.harness.report.sweep;

import io.skiplane.harness.page.Chart;
import io.skiplane.harness.page.ChartKind;
import io.skiplane.harness.page.Facts;
import io.skiplane.harness.page.Figure;
import io.skiplane.harness.page.Part;
import io.skiplane.harness.page.Prose;
import io.skiplane.harness.page.Switch;
import io.skiplane.harness.page.Switch.Choice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figure of a sweep: a heat map over two axes, or rates along one. */
final class SweepFigures {
  private static final int MOST_CELLS = 40_000;

  private static final String READ =
      " Each cell is coloured by its share of students; point at it for the counts and the 95 %"
          + " Wilson interval.";

  private SweepFigures() {}

  static Part of(SweepGrid grid) {
    if (grid.cells().size() > MOST_CELLS) {
      return new Prose("The grid has too many cells for a picture; results.csv has them all.");
    }
    Facts parameters =
        SweepReport.parameters(grid)
            .and(
                Facts.of(
                    "students a cell",
                    grid.fixed("students").isEmpty() ? "–" : grid.fixed("students")));
    return grid.axes().size() < 2 ? rates(grid, parameters) : heat(grid, parameters);
  }

  private static Figure heat(SweepGrid grid, Facts parameters) {
    List<Theory> theory = Theory.of(grid);
    List<Object> axes = new ArrayList<>();
    for (int i = 0; i < grid.axes().size(); i++) {
      axes.add(axis(i, grid));
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("axes", axes);
    settings.put("lines", theory.stream().map(Theory::settings).toList());
    Chart chart =
        new Chart(
            "map",
            "",
            "A map of rates over two axes; the data below it has the numbers",
            ChartKind.HEAT,
            settings);
    StringBuilder caption = new StringBuilder("Share of students by how they ended, over ");
    caption.append(grid.axes().size() == 2 ? "both axes" : "two axes of your choice");
    caption.append(" of the grid.").append(READ);
    if (!theory.isEmpty() && grid.axes().size() > 2) {
      caption.append(" Where their axis is drawn:");
    }
    theory.forEach(line -> caption.append(' ').append(line.explanation()));
    Figure figure =
        new Figure("map", caption.toString(), parameters, grid.data(), List.of(chart))
            .with(outcome());
    return grid.axes().size() == 2 ? figure : withChoices(figure, grid);
  }

  /** One axis: its labels, and its numbers where they depend on no other. */
  private static Map<String, Object> axis(int i, SweepGrid grid) {
    SweepGrid.Axis axis = grid.axes().get(i);
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("name", axis.column());
    settings.put("label", axis.title());
    settings.put("labels", grid.labels(i));
    List<Object> values = new ArrayList<>();
    if (grid.independent(i)) {
      for (int at = 0; at < axis.labels().size(); at++) {
        values.add(
            grid.cellAt(i, at).value(axis.column()) instanceof Number n
                ? n.doubleValue()
                : Double.NaN);
      }
    }
    settings.put("values", values);
    return settings;
  }

  private static Switch outcome() {
    return new Switch(
        "outcome",
        "Outcome shown",
        List.of(
            new Choice("success", "Success"),
            new Choice("trapped", "Trapped"),
            new Choice("undecided", "Undecided")));
  }

  /** Which axes are drawn, and where the others stand. */
  private static Figure withChoices(Figure figure, SweepGrid grid) {
    List<Choice> names = new ArrayList<>();
    grid.axes().forEach(axis -> names.add(new Choice(axis.column(), axis.title())));
    List<Choice> second = new ArrayList<>(names.subList(1, names.size()));
    second.add(names.getFirst());
    Figure more =
        figure
            .with(new Switch("x", "Across", names, true))
            .with(new Switch("y", "Upwards", second, true));
    for (int i = 0; i < grid.axes().size(); i++) {
      List<String> labels = grid.labels(i);
      List<Choice> positions = new ArrayList<>();
      for (int at = 0; at < labels.size(); at++) {
        positions.add(new Choice(Integer.toString(at), labels.get(at)));
      }
      SweepGrid.Axis axis = grid.axes().get(i);
      more = more.with(new Switch("at-" + axis.column(), axis.title(), positions, true));
    }
    return more;
  }

  private static Figure rates(SweepGrid grid, Facts parameters) {
    Map<String, Object> x = new LinkedHashMap<>();
    x.put("label", grid.axes().isEmpty() ? "the one cell" : grid.axes().getFirst().title());
    x.put("column", grid.axes().isEmpty() ? "students" : grid.axes().getFirst().column());
    x.put("labels", grid.axes().isEmpty() ? List.of("") : grid.labels(0));
    Map<String, Object> choices = new LinkedHashMap<>();
    for (Choice one : outcome().choices()) {
      String id = one.value();
      choices.put(
          id,
          Map.of("label", one.text(), "rate", id + "Rate", "low", id + "Low", "high", id + "High"));
    }
    Map<String, Object> series = Map.of("name", "students", "hue", 1, "where", Map.of());
    Chart chart =
        new Chart(
            "rates",
            "",
            "Rates along the axis; the data below has the numbers",
            ChartKind.RATES,
            Map.of("x", x, "series", List.of(series), "choices", choices));
    return new Figure(
            "rates",
            "Share of students by how they ended, with 95 % Wilson intervals as bars.",
            parameters,
            grid.data(),
            List.of(chart))
        .with(outcome());
  }
}
