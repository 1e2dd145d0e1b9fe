package io.skiplane.harness.report.compare;

import io.skiplane.harness.page.Page;
import io.skiplane.harness.page.Section;
import io.skiplane.harness.report.reproduce.ReproduceFiles;
import io.skiplane.harness.report.run.RunFiles;
import io.skiplane.harness.report.stress.StressReport;
import io.skiplane.harness.report.sweep.SweepReport;
import io.skiplane.harness.report.train.TrainReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs of one command side by side. */
public final class Comparison {
  private Comparison() {}

  /**
   * The page.
   *
   * @throws IllegalArgumentException if the runs are of different commands
   */
  public static Page page(List<RunFiles> runs) throws IOException {
    String schema = runs.getFirst().document().text("schema");
    for (RunFiles run : runs) {
      if (!run.document().text("schema").equals(schema)) {
        throw new IllegalArgumentException(
            runs.getFirst().name()
                + " and "
                + run.name()
                + " hold runs of different commands or versions, "
                + schema
                + " and "
                + run.document().text("schema")
                + "; only runs of one command can be compared");
      }
    }
    List<NamedRun> named = NamedRun.of(runs);
    Parameters parameters = Parameters.of(named);
    Digests digests = Digests.of(named);
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("The same bits?", digests.parts()));
    sections.add(Section.of("Parameters", parameters.table()));
    switch (schema) {
      case TrainReport.SCHEMA -> sections.addAll(TrainCurves.of(named, parameters.differing()));
      case ReproduceFiles.SCHEMA -> sections.add(ReproduceCurves.of(named, parameters.differing()));
      case SweepReport.SCHEMA -> sections.add(SweepCurves.of(named, parameters.differing()));
      case StressReport.SCHEMA -> sections.add(StressRates.of(named));
      default -> {}
    }
    return new Page(
        "report",
        "Runs side by side",
        runs.size()
            + " runs: "
            + String.join(", ", named.stream().map(NamedRun::name).toList())
            + ".",
        parameters.verdict() + " " + digests.verdict(),
        sections);
  }
}
