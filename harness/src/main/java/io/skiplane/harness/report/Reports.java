package io.skiplane.harness.report;

import io.skiplane.harness.page.Page;
import io.skiplane.harness.report.reproduce.ReproduceFiles;
import io.skiplane.harness.report.reproduce.ReproduceReport;
import io.skiplane.harness.report.run.RunFileException;
import io.skiplane.harness.report.run.RunFiles;
import io.skiplane.harness.report.stress.StressReport;
import io.skiplane.harness.report.sweep.SweepReport;
import io.skiplane.harness.report.train.TrainReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;

/** The page of a run, made from its files. */
public final class Reports {
  /** Name of the page in a run's folder. */
  public static final String NAME = "report.html";

  private Reports() {}

  /**
   * The page of a run that is just being written.
   *
   * @param document its text
   * @param place where the table of a name lies so far
   */
  public static String html(String document, Function<String, Path> place) throws IOException {
    return page(RunFiles.of(document, place)).html();
  }

  /** The page of a run. */
  public static Page page(RunFiles run) throws IOException {
    String schema = run.document().text("schema");
    return switch (schema) {
      case ReproduceFiles.SCHEMA -> ReproduceReport.page(ReproduceFiles.read(run));
      case TrainReport.SCHEMA -> TrainReport.page(run);
      case SweepReport.SCHEMA -> SweepReport.page(run);
      case StressReport.SCHEMA -> StressReport.page(run);
      default ->
          throw new RunFileException(
              run.name() + " holds a run of another kind or version, " + schema);
    };
  }
}
