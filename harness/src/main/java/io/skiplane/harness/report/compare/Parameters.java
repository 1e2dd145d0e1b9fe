package io.skiplane.harness.report.compare;

import io.skiplane.harness.page.Cell;
import io.skiplane.harness.page.Facts;
import io.skiplane.harness.page.Table;
import io.skiplane.harness.page.Table.Column;
import io.skiplane.harness.report.run.RunDocument;
import io.skiplane.harness.report.train.TrainReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the runs were given, and what ran them: a value for each run. */
final class Parameters {
  /** What a run comes to, which is no parameter. */
  private static final Set<String> RESULTS =
      Set.of(
          "schema",
          "digest",
          "elapsedSeconds",
          "studentSteps",
          "nsPerStep",
          "seconds",
          "rounds",
          "mismatches",
          "finished");

  /** What must not change any bit. */
  private static final Set<String> MACHINE =
      Set.of("version", "kernel", "laneBits", "jdk", "cpu", "threads");

  private final List<NamedRun> runs;
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private Parameters(List<NamedRun> runs) {
    this.runs = runs;
  }

  static Parameters of(List<NamedRun> runs) {
    Parameters parameters = new Parameters(runs);
    Set<String> names = new LinkedHashSet<>();
    List<Map<String, String>> all = new ArrayList<>();
    for (NamedRun run : runs) {
      Map<String, String> one = of(run.document());
      all.add(one);
      names.addAll(one.keySet());
    }
    for (String name : names) {
      parameters.values.put(name, all.stream().map(one -> one.getOrDefault(name, "–")).toList());
    }
    return parameters;
  }

  private static Map<String, String> of(RunDocument document) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : document.names()) {
      Object value = document.value(name);
      if (!RESULTS.contains(name) && !(value instanceof List) && !(value instanceof Map)) {
        values.put(name, document.plain(name));
      }
    }
    if (document.has("given")) {
      RunDocument given = document.object("given");
      given.names().forEach(name -> values.put(name, given.plain(name)));
    }
    if (document.text("schema").equals(TrainReport.SCHEMA)) {
      values.put("schedule", TrainReport.schedule(document));
    }
    return values;
  }

  private boolean differs(String name) {
    return values.getOrDefault(name, List.of()).stream().distinct().count() > 1;
  }

  private List<String> differingNames(boolean machine) {
    return values.keySet().stream()
        .filter(name -> MACHINE.contains(name) == machine)
        .filter(this::differs)
        .toList();
  }

  /** The parameters that differ, for captions; the machine is none. */
  Facts differing() {
    List<Facts.Fact> facts = new ArrayList<>();
    for (String name : differingNames(false)) {
      facts.add(new Facts.Fact(name, String.join(" | ", values.getOrDefault(name, List.of()))));
    }
    return new Facts(facts);
  }

  String verdict() {
    List<String> names = differingNames(false);
    List<String> machine = differingNames(true);
    String own =
        names.isEmpty()
            ? "They were given the same parameters"
            : "They differ in " + String.join(", ", names);
    return own
        + (machine.isEmpty()
            ? "."
            : "; what ran them differs in " + String.join(", ", machine) + ".");
  }

  /** A row for each parameter, those that differ first. */
  Table table() {
    List<Column> columns = new ArrayList<>(List.of(Column.text("Parameter")));
    runs.forEach(run -> columns.add(Column.text(run.name())));
    columns.add(Column.text("Verdict"));
    List<List<Cell>> rows = new ArrayList<>();
    for (boolean differing : new boolean[] {true, false}) {
      values.forEach(
          (name, each) -> {
            if (differs(name) == differing) {
              List<Cell> row = new ArrayList<>(List.of(Cell.head(name)));
              each.forEach(value -> row.add(Cell.text(value)));
              row.add(differing ? Cell.verdict(false, "differs") : Cell.verdict(true, "same"));
              rows.add(row);
            }
          });
    }
    return Table.of(
        "What the runs were given and what ran them; what differs comes first.", columns, rows);
  }
}
