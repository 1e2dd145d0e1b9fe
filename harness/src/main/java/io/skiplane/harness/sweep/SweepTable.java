package io.skiplane.harness.sweep;

import io.skiplane.harness.engine.Ends;
import io.skiplane.harness.engine.Outcomes;
import io.skiplane.harness.engine.Problem;
import io.skiplane.harness.spark.CellValues;
import io.skiplane.harness.study.Wilson;
import io.skiplane.harness.sweep.Column.Type;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Columns and rows of a sweep's results: a row a cell with all parameters, or a row a student. */
final class SweepTable {
  private static final List<Parameter> PARAMETERS = List.of(Parameter.values());

  private final List<Parameter> axes;
  private final List<Problem> problems;
  private final Rows rows;

  SweepTable(SweepSpec spec) {
    axes = spec.axes().stream().map(Axis::parameter).toList();
    problems = spec.problems();
    rows = spec.rows();
  }

  List<Column> columns() {
    return rows == Rows.CELL ? cellColumns() : studentColumns();
  }

  private static List<Column> cellColumns() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("cell", Type.WHOLE));
    PARAMETERS.forEach(parameter -> columns.add(Column.of(parameter)));
    columns.addAll(
        List.of(
            new Column("shortcutDistance", Type.NUMBER),
            new Column("spuriousMinimum", Type.TRUTH),
            new Column("students", Type.WHOLE),
            new Column("success", Type.WHOLE),
            new Column("successLow", Type.NUMBER),
            new Column("successHigh", Type.NUMBER),
            new Column("trapped", Type.WHOLE),
            new Column("trappedLow", Type.NUMBER),
            new Column("trappedHigh", Type.NUMBER),
            new Column("undecided", Type.WHOLE),
            new Column("diverged", Type.WHOLE),
            new Column("stepsMedian", Type.WHOLE),
            new Column("digest", Type.TEXT)));
    return columns;
  }

  private List<Column> studentColumns() {
    return Stream.of(
            Stream.of(new Column("cell", Type.WHOLE)),
            axes.stream().map(Column::of),
            Stream.of(
                new Column("student", Type.WHOLE),
                new Column("outcome", Type.TEXT),
                new Column("steps", Type.WHOLE),
                new Column("phi", Type.NUMBER),
                new Column("alignment", Type.NUMBER),
                new Column("squaredDistanceA", Type.NUMBER),
                new Column("squaredDistanceV", Type.NUMBER)))
        .flatMap(part -> part)
        .toList();
  }

  /** The row of a cell. */
  List<String> cell(int cell, Outcomes outcomes) {
    Problem problem = problems.get(cell);
    Wilson success = Wilson.of(outcomes.success(), outcomes.students());
    Wilson trapped = Wilson.of(outcomes.trapped(), outcomes.students());
    List<String> row = new ArrayList<>();
    row.add(Integer.toString(cell));
    PARAMETERS.forEach(parameter -> row.add(parameter.text(problem)));
    row.addAll(
        Arrays.asList(
            Double.toString(problem.shortcutDistance()),
            Boolean.toString(problem.hasSpuriousMinimum()),
            Long.toString(outcomes.students()),
            Long.toString(outcomes.success()),
            Double.toString(success.low()),
            Double.toString(success.high()),
            Long.toString(outcomes.trapped()),
            Double.toString(trapped.low()),
            Double.toString(trapped.high()),
            Long.toString(outcomes.undecided()),
            Long.toString(outcomes.diverged()),
            outcomes.stepsMedian() < 0 ? "" : Long.toString(outcomes.stepsMedian()),
            outcomes.digest()));
    return row;
  }

  /** Of each cell, what its students' rows have in common. */
  CellValues cellValues() {
    List<List<Serializable>> values = new ArrayList<>();
    for (Problem problem : problems) {
      values.add(axes.stream().map(axis -> value(axis, problem)).toList());
    }
    return new CellValues(axes.stream().map(axis -> Column.of(axis).name()).toList(), values);
  }

  private static Serializable value(Parameter axis, Problem problem) {
    String text = axis.text(problem);
    return switch (Column.of(axis).type()) {
      case WHOLE -> Long.valueOf(text);
      case NUMBER -> Double.valueOf(text);
      case TRUTH, TEXT -> text;
    };
  }

  /** The row of a student. */
  List<String> student(int cell, long student, Ends ends, int at) {
    List<String> row = new ArrayList<>();
    row.add(Integer.toString(cell));
    for (Parameter axis : axes) {
      row.add(axis.text(problems.get(cell)));
    }
    row.addAll(
        Arrays.asList(
            Long.toString(student),
            ends.ending(at).id(),
            Long.toString(ends.steps(at)),
            number(ends.phi(at)),
            number(ends.alignment(at)),
            number(ends.squaredDistanceA(at)),
            number(ends.squaredDistanceV(at))));
    return row;
  }

  /** A student that has diverged has no numbers. */
  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }
}
