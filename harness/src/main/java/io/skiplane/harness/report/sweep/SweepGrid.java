package io.skiplane.harness.report.sweep;

import io.skiplane.harness.page.Data;
import io.skiplane.harness.page.Numbers;
import io.skiplane.harness.report.run.RunDocument;
import io.skiplane.harness.report.run.RunFileException;
import io.skiplane.harness.study.Wilson;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sweep's grid.
 *
 * @param document of the sweep
 * @param axes the first slowest
 * @param cells in row-major order of the axes
 */
record SweepGrid(RunDocument document, List<Axis> axes, List<RunDocument> cells) {
  private static final List<String> OUTCOMES = List.of("success", "trapped", "undecided");

  /**
   * A parameter of more than one value.
   *
   * @param column its name
   * @param title for people
   * @param labels its values as they were asked for
   */
  record Axis(String column, String title, List<String> labels) {}

  static SweepGrid of(RunDocument document) {
    List<Axis> axes = new ArrayList<>();
    long product = 1;
    for (RunDocument axis : document.objects("axes")) {
      Axis one = new Axis(axis.text("parameter"), axis.text("title"), axis.texts("labels"));
      product = Math.min(Integer.MAX_VALUE, product * one.labels().size());
      axes.add(one);
    }
    List<RunDocument> cells = document.objects("cells");
    if (cells.size() != product
        || axes.stream().map(Axis::column).distinct().count() < axes.size()) {
      throw new RunFileException(
          "the sweep has " + cells.size() + " cells, and its axes make " + product);
    }
    return new SweepGrid(document, axes, cells);
  }

  /** A parameter that is the same in all cells; empty if it is not. */
  String fixed(String column) {
    Object value = cells.isEmpty() ? null : cells.getFirst().value(column);
    if (value == null || !cells.stream().allMatch(cell -> value.equals(cell.value(column)))) {
      return "";
    }
    return value.toString();
  }

  /** A parameter that is the same in all cells as a number; NaN if it is not. */
  double fixedNumber(String column) {
    return fixed(column).isEmpty() || !(cells.getFirst().value(column) instanceof Number number)
        ? Double.NaN
        : number.doubleValue();
  }

  /** The first cell at a position of an axis. */
  RunDocument cellAt(int axis, int position) {
    int stride = 1;
    for (int i = axis + 1; i < axes.size(); i++) {
      stride *= axes.get(i).labels().size();
    }
    return cells.get(position * stride);
  }

  /** Whether an axis has the same value at a position whatever the others are. */
  boolean independent(int axis) {
    int stride = 1;
    for (int i = axis + 1; i < axes.size(); i++) {
      stride *= axes.get(i).labels().size();
    }
    int size = axes.get(axis).labels().size();
    for (int i = 0; i < cells.size(); i++) {
      Object own = cells.get(i).value(axes.get(axis).column());
      if (!Objects.equals(own, cellAt(axis, i / stride % size).value(axes.get(axis).column()))) {
        return false;
      }
    }
    return true;
  }

  /** The values of an axis for people: numbers where they depend on nothing else. */
  List<String> labels(int axis) {
    if (!independent(axis)) {
      return axes.get(axis).labels();
    }
    List<String> labels = new ArrayList<>();
    String column = axes.get(axis).column();
    for (int i = 0; i < axes.get(axis).labels().size(); i++) {
      labels.add(people(column, cellAt(axis, i).plain(column)));
    }
    return labels;
  }

  /** A parameter's value for people. */
  static String people(String column, String value) {
    try {
      return switch (column) {
        case "angle" -> Numbers.angle(Double.parseDouble(value));
        case "seed" -> value;
        default ->
            value.matches("-?\\d+")
                ? Numbers.count(Long.parseLong(value))
                : Numbers.number(Double.parseDouble(value));
      };
    } catch (NumberFormatException e) {
      return value;
    }
  }

  /** All cells as a table: a row each, in their order. */
  Data data() {
    List<String> names = new ArrayList<>(axes.stream().map(Axis::column).toList());
    names.add("students");
    for (String outcome : OUTCOMES) {
      names.addAll(List.of(outcome, outcome + "Rate", outcome + "Low", outcome + "High"));
    }
    names.addAll(List.of("divergedRate", "stepsMedian", "shortcutDistance", "spuriousMinimum"));
    Data data = new Data(names);
    for (RunDocument cell : cells) {
      data.row(row(cell).toArray());
    }
    return data;
  }

  private List<@Nullable Object> row(RunDocument cell) {
    List<@Nullable Object> row = new ArrayList<>();
    axes.forEach(axis -> row.add(simple(cell.value(axis.column()))));
    long students = cell.whole("students");
    row.add(students);
    for (String outcome : OUTCOMES) {
      long hits = cell.whole(outcome);
      boolean some = students > 0 && hits >= 0 && hits <= students;
      Wilson interval = some ? Wilson.of(hits, students) : new Wilson(Double.NaN, Double.NaN);
      row.add(hits);
      row.add(some ? (double) hits / students : Double.NaN);
      row.add(interval.low());
      row.add(interval.high());
    }
    row.add(students > 0 ? (double) cell.whole("diverged") / students : Double.NaN);
    row.add(cell.has("stepsMedian") ? cell.whole("stepsMedian") : null);
    row.add(cell.number("shortcutDistance"));
    row.add(Boolean.toString(cell.truth("spuriousMinimum")));
    return row;
  }

  private static @Nullable Object simple(@Nullable Object value) {
    return value instanceof List || value instanceof java.util.Map ? null : value;
  }
}
