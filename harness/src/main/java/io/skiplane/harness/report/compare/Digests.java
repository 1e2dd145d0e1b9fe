package io.skiplane.harness.report.compare;

import io.skiplane.harness.page.Cell;
import io.skiplane.harness.page.Findings;
import io.skiplane.harness.page.Part;
import io.skiplane.harness.page.Table;
import io.skiplane.harness.page.Table.Column;
import io.skiplane.harness.report.run.RunDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The hashes over what the runs came to: equal ones mean equal bits. */
final class Digests {
  private static final int MOST_ROWS = 100;

  private final List<NamedRun> runs;
  private final List<Map<String, String>> digests;
  private final Set<String> common;
  private final Set<String> all = new LinkedHashSet<>();

  private Digests(List<NamedRun> runs) {
    this.runs = runs;
    digests = runs.stream().map(run -> of(run.document())).toList();
    common = new LinkedHashSet<>(digests.getFirst().keySet());
    for (Map<String, String> one : digests) {
      common.retainAll(one.keySet());
      all.addAll(one.keySet());
    }
  }

  static Digests of(List<NamedRun> runs) {
    return new Digests(runs);
  }

  /** The digests of a run, by what they are of. */
  private static Map<String, String> of(RunDocument document) {
    Map<String, String> digests = new LinkedHashMap<>();
    if (document.has("digest")) {
      digests.put("all ends", document.text("digest"));
    } else if (document.has("gradients")) {
      document
          .objects("gradients")
          .forEach(one -> digests.put(one.text("gradient"), one.text("digest")));
    } else if (document.has("cells")) {
      document
          .objects("cells")
          .forEach(
              one ->
                  digests.put(
                      "k = " + one.plain("k") + ", " + one.plain("variant"), one.text("digest")));
    }
    return digests;
  }

  private boolean same(String name) {
    return digests.stream().map(one -> one.get(name)).distinct().count() == 1;
  }

  private long equal() {
    return common.stream().filter(this::same).count();
  }

  private boolean allEqual() {
    return !all.isEmpty() && equal() == all.size();
  }

  String verdict() {
    return allEqual()
        ? "They came to the same bits."
        : equal() == 0
            ? "They came to different bits."
            : "Some of their results have the same bits.";
  }

  List<Part> parts() {
    Findings.Finding finding =
        new Findings.Finding(
            allEqual(),
            allEqual() ? "equal" : "not equal",
            equal()
                + " of "
                + all.size()
                + (all.size() == 1 ? " digest is" : " digests are")
                + " equal.",
            "A digest is a hash over the bits of end states. With the same parameters it is the"
                + " same on any number of threads, any vector width and any machine; with others it"
                + " differs, as it should.");
    List<Column> columns = new ArrayList<>(List.of(Column.text("Digest of")));
    runs.forEach(run -> columns.add(Column.text(run.name())));
    columns.add(Column.text("Verdict"));
    List<List<Cell>> rows = new ArrayList<>();
    for (String name : all) {
      if (rows.size() < MOST_ROWS) {
        List<Cell> row = new ArrayList<>(List.of(Cell.head(name)));
        digests.forEach(one -> row.add(Cell.text(one.getOrDefault(name, "–"))));
        row.add(Cell.verdict(same(name), same(name) ? "equal" : "not equal"));
        rows.add(row);
      }
    }
    return List.of(new Findings(List.of(finding)), Table.of("Digests of the runs.", columns, rows));
  }
}
