package io.skiplane.harness.report.compare;

import io.skiplane.harness.page.Facts;
import io.skiplane.harness.page.Section;
import io.skiplane.harness.report.run.RunDocument;
import java.util.List;

/** Success of reproductions over one another. */
final class ReproduceCurves {
  private ReproduceCurves() {}

  static Section of(List<NamedRun> runs, Facts differing) {
    RateCurves curves = new RateCurves("k", "k, number of patches", List.of("variant"), runs);
    for (NamedRun run : runs) {
      for (RunDocument cell : run.document().objects("cells")) {
        curves.row(run, cell.plain("k"), List.of(cell.text("variant")), cell);
      }
    }
    return Section.of(
        "Rates",
        curves.figure(
            "Rates against k, a line for each run, with 95 % Wilson intervals as bars.",
            differing));
  }
}
