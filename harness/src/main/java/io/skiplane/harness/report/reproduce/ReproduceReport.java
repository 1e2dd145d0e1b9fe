package io.skiplane.harness.report.reproduce;

import io.skiplane.harness.page.Page;
import io.skiplane.harness.page.Part;
import io.skiplane.harness.page.Prose;
import io.skiplane.harness.page.Section;
import io.skiplane.harness.study.ReproduceRun;
import java.util.List;

/** The report of {@code skiplane reproduce}. */
public final class ReproduceReport {
  private ReproduceReport() {}

  /** The page as HTML. */
  public static String html(ReproduceRun run) {
    return page(run).html();
  }

  private static List<Part> students(ReproduceRun run) {
    return run.cells().isEmpty()
        ? List.of(new Prose("No student was trained in this run."))
        : List.of(SuccessFigure.of(run), CellTable.of(run));
  }

  /** The page. */
  public static Page page(ReproduceRun run) {
    return new Page(
        "reproduce",
        "The shortcut put to the test",
        Summary.paragraph(run),
        Summary.verdict(run),
        List.of(
            Section.of("The claims", Summary.claims(run)),
            new Section("What became of the students", students(run)),
            new Section("The two stages of one run", PathFigures.stages(run)),
            new Section("Two ways through the plane", PathFigures.plane(run)),
            Section.of("Five steps, one answer", AgreementTable.of(run)),
            Section.of("How it was run", RunFacts.of(run))));
  }
}
