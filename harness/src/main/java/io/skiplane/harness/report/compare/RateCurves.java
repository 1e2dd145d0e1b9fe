package io.skiplane.harness.report.compare;

import io.skiplane.harness.page.Chart;
import io.skiplane.harness.page.ChartKind;
import io.skiplane.harness.page.Data;
import io.skiplane.harness.page.Facts;
import io.skiplane.harness.page.Figure;
import io.skiplane.harness.page.Switch;
import io.skiplane.harness.page.Switch.Choice;
import io.skiplane.harness.report.run.RunDocument;
import io.skiplane.harness.study.Wilson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rates of runs over one another: a line for each run, along one axis, others by choice. */
final class RateCurves {
  private static final List<String> OUTCOMES = List.of("success", "trapped", "undecided");

  private final String axis;
  private final String title;
  private final List<NamedRun> runs;
  private final Set<String> places = new LinkedHashSet<>();
  private final Map<String, Set<String>> others = new LinkedHashMap<>();
  private final Data data;

  /**
   * Without a row yet.
   *
   * @param axis column of the places
   * @param title of the axis for people
   * @param others columns that the reader chooses a value of
   */
  RateCurves(String axis, String title, List<String> others, List<NamedRun> runs) {
    this.axis = axis;
    this.title = title;
    this.runs = runs;
    List<String> names = new ArrayList<>(List.of("run", axis));
    names.addAll(others);
    for (String outcome : OUTCOMES) {
      names.addAll(List.of(outcome + "Rate", outcome + "Low", outcome + "High"));
    }
    data = new Data(names);
    others.forEach(other -> this.others.put(other, new LinkedHashSet<>()));
  }

  /** Adds a cell of a run. */
  void row(NamedRun run, String place, List<String> at, RunDocument cell) {
    List<@Nullable Object> row = new ArrayList<>(List.of(run.name(), place));
    row.addAll(at);
    places.add(place);
    int i = 0;
    for (Set<String> values : others.values()) {
      values.add(at.get(i++));
    }
    long students = cell.whole("students");
    for (String outcome : OUTCOMES) {
      long hits = cell.whole(outcome);
      boolean some = students > 0 && hits >= 0 && hits <= students;
      Wilson interval = some ? Wilson.of(hits, students) : new Wilson(Double.NaN, Double.NaN);
      row.add(some ? (double) hits / students : Double.NaN);
      row.add(interval.low());
      row.add(interval.high());
    }
    data.row(row.toArray());
  }

  Figure figure(String caption, Facts parameters) {
    List<Object> series = new ArrayList<>();
    for (NamedRun run : runs) {
      series.add(Map.of("name", run.name(), "hue", run.hue(), "where", Map.of("run", run.name())));
    }
    Map<String, Object> choices = new LinkedHashMap<>();
    List<Choice> outcomes =
        List.of(
            new Choice("success", "Success"),
            new Choice("trapped", "Trapped"),
            new Choice("undecided", "Undecided"));
    for (Choice one : outcomes) {
      String id = one.value();
      choices.put(
          id,
          Map.of("label", one.text(), "rate", id + "Rate", "low", id + "Low", "high", id + "High"));
    }
    Map<String, Object> settings =
        Map.of(
            "x",
            Map.of("column", axis, "label", title),
            "series",
            series,
            "choices",
            choices,
            "chosen",
            List.copyOf(others.keySet()));
    Chart chart =
        new Chart(
            "rates", "", "Rates along an axis, a line for each run", ChartKind.RATES, settings);
    Figure figure =
        new Figure("rates", caption, parameters, data, List.of(chart))
            .with(new Switch("outcome", "Outcome shown", outcomes));
    for (Map.Entry<String, Set<String>> other : others.entrySet()) {
      figure =
          figure.with(
              new Switch(
                  other.getKey(),
                  other.getKey(),
                  other.getValue().stream().map(value -> new Choice(value, value)).toList(),
                  true));
    }
    return figure.with(NamedRun.key(runs), true);
  }
}
