package io.skiplane.harness.report.compare;

import io.skiplane.descent.Point;
import io.skiplane.harness.page.Data;
import io.skiplane.harness.page.Facts;
import io.skiplane.harness.page.Prose;
import io.skiplane.harness.page.Section;
import io.skiplane.harness.report.path.PathCharts;
import io.skiplane.harness.report.path.PathSeries;
import io.skiplane.harness.report.path.StationaryEnds;
import io.skiplane.harness.report.path.Trajectory;
import io.skiplane.harness.report.train.TrainReport;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Students' ways over one another. */
final class TrainCurves {
  private TrainCurves() {}

  static List<Section> of(List<NamedRun> runs, Facts differing) throws IOException {
    Data steps = PathCharts.data();
    Data plane = PathCharts.data();
    for (NamedRun run : runs) {
      Trajectory trajectory =
          Trajectory.read(run.files(), TrainReport.TABLE, run.document().whole("steps"));
      for (Point point : trajectory.points()) {
        PathCharts.row(steps, run.name(), point);
        PathCharts.row(plane, run.name(), point);
      }
    }
    List<PathSeries> series =
        runs.stream().map(run -> new PathSeries(run.name(), run.hue())).toList();
    List<StationaryEnds> ends =
        runs.stream().map(run -> TrainReport.stationary(run.document())).distinct().toList();
    StationaryEnds shared =
        ends.size() == 1 ? ends.getFirst() : new StationaryEnds(Double.NaN, Double.NaN);
    return List.of(
        Section.of(
            "Over the steps",
            PathCharts.stages(
                    "The runs' points over their steps. Each trajectory.csv has all of them.",
                    differing,
                    steps,
                    series,
                    List.of("loss", "phi", "alignment", "squaredDistanceA", "squaredDistanceV"),
                    List.of(),
                    Map.of("alignment", PathCharts.optimum(shared)))
                .with(NamedRun.key(runs), true)),
        Section.of(
            "Through the plane",
            new Prose(PathCharts.PLANE),
            PathCharts.plane(
                    "The runs' ways. Hollow: where they start.", differing, plane, series, shared)
                .with(NamedRun.key(runs), false)));
  }
}
