package io.skiplane.harness.report.compare;

import io.skiplane.harness.page.Facts;
import io.skiplane.harness.page.Prose;
import io.skiplane.harness.page.Section;
import io.skiplane.harness.report.run.RunDocument;
import io.skiplane.harness.report.sweep.SweepReport;
import java.util.List;
import java.util.stream.IntStream;

/** Success of sweeps over one another. */
final class SweepCurves {
  private SweepCurves() {}

  static Section of(List<NamedRun> runs, Facts differing) {
    List<RunDocument> axes = runs.getFirst().document().objects("axes");
    List<String> names = names(runs.getFirst());
    boolean same = runs.stream().allMatch(run -> names(run).equals(names));
    if (!same || names.isEmpty()) {
      return Section.of("Rates", new Prose("The sweeps have different axes, or none: no curves."));
    }
    RateCurves curves =
        new RateCurves(
            names.getFirst(), axes.getFirst().text("title"), names.subList(1, names.size()), runs);
    for (NamedRun run : runs) {
      List<List<String>> values = SweepReport.places(run.document());
      List<RunDocument> cells = run.document().objects("cells");
      for (int i = 0; i < cells.size(); i++) {
        List<String> at = values.get(i);
        RunDocument cell = cells.get(i);
        curves.row(run, at.getFirst(), at.subList(1, at.size()), cell);
      }
    }
    return Section.of(
        "Rates",
        curves.figure(
            "Rates along the first axis, a line for each run, with 95 % Wilson intervals as bars;"
                + " the other axes by choice.",
            differing));
  }

  private static List<String> names(NamedRun run) {
    List<RunDocument> axes = run.document().objects("axes");
    return IntStream.range(0, axes.size()).mapToObj(i -> axes.get(i).text("parameter")).toList();
  }
}
