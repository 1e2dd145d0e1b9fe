package io.skiplane.harness.report.train;

import io.skiplane.descent.Point;
import io.skiplane.harness.page.Cell;
import io.skiplane.harness.page.Data;
import io.skiplane.harness.page.Figure;
import io.skiplane.harness.page.Numbers;
import io.skiplane.harness.page.Page;
import io.skiplane.harness.page.Prose;
import io.skiplane.harness.page.Section;
import io.skiplane.harness.page.Table;
import io.skiplane.harness.page.Table.Column;
import io.skiplane.harness.report.path.PathCharts;
import io.skiplane.harness.report.path.PathSeries;
import io.skiplane.harness.report.path.StationaryEnds;
import io.skiplane.harness.report.path.Trajectory;
import io.skiplane.harness.report.run.RunDocument;
import io.skiplane.harness.report.run.RunFiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The report of {@code skiplane train}. */
public final class TrainReport {
  /** Form of the document that it reads. */
  public static final String SCHEMA = "skiplane/train/1";

  /** The table that it reads. */
  public static final String TABLE = "trajectory.csv";

  private static final String PATH = "student";

  private TrainReport() {}

  /** The page. */
  public static Page page(RunFiles run) throws IOException {
    RunDocument document = run.document();
    Trajectory trajectory = Trajectory.read(run, TABLE, document.whole("steps"));
    return new Page(
        "train",
        "One student's way",
        TrainSummary.lead(document),
        TrainSummary.verdict(document),
        List.of(
            Section.of(
                "Over the steps", new Prose(Phases.story(document)), steps(document, trajectory)),
            Section.of(
                "Through the plane", new Prose(PathCharts.PLANE), plane(document, trajectory)),
            Section.of("Where it started and where it ended", ends(document)),
            Section.of("How it was run", TrainSummary.facts(document))));
  }

  private static Figure steps(RunDocument document, Trajectory trajectory) {
    return PathCharts.stages(
        "Loss, angle and distances to the optimum over the steps, "
            + shown(trajectory)
            + ". Loss and squared distances on logarithmic axes where they fall far. Shaded: phases"
            + " of the step sizes. Dashed: ‖a*‖², where aᵀa* is headed.",
        TrainSummary.parameters(document),
        data(trajectory),
        List.of(new PathSeries(PATH, 1)),
        List.of("loss", "phi", "alignment", "squaredDistanceA", "squaredDistanceV"),
        Phases.areas(document),
        Map.of("alignment", PathCharts.optimum(stationary(document))));
  }

  private static Figure plane(RunDocument document, Trajectory trajectory) {
    return PathCharts.plane(
        "The student's way, " + shown(trajectory) + ". Hollow: where it starts.",
        TrainSummary.parameters(document),
        data(trajectory),
        List.of(new PathSeries(PATH, 1)),
        stationary(document));
  }

  /** Says how much of the table a figure has. */
  static String shown(Trajectory trajectory) {
    int points = trajectory.points().size();
    return points == trajectory.read()
        ? Numbers.count(points) + " points"
        : Numbers.count(points)
            + " of "
            + Numbers.count(trajectory.read())
            + " points, all of which are in "
            + TABLE;
  }

  private static Data data(Trajectory trajectory) {
    Data data = PathCharts.data();
    trajectory.points().forEach(point -> PathCharts.row(data, PATH, point));
    return data;
  }

  /** Where the descent can end; not known to documents of early versions. */
  public static StationaryEnds stationary(RunDocument document) {
    return document.has("teacherSquaredNorm")
        ? StationaryEnds.of(
            document.whole("k"),
            document.number("teacherSquaredNorm"),
            document.number("teacherSum"))
        : new StationaryEnds(Double.NaN, Double.NaN);
  }

  private static Table ends(RunDocument document) {
    return Table.of(
        "The first and the last point.",
        List.of(
            Column.text("Point"),
            Column.number("Step"),
            Column.number("Loss"),
            Column.number("φ"),
            Column.number("aᵀa*"),
            Column.number("‖a − a*‖²"),
            Column.number("‖v − v*‖²")),
        List.of(row("first", document), row("last", document)));
  }

  private static List<Cell> row(String name, RunDocument document) {
    Point point = TrainSummary.point(document.object(name));
    return List.of(
        Cell.head(name),
        Cell.number(Numbers.count(point.step())),
        Cell.number(Numbers.number(point.loss())),
        Cell.number(Numbers.number(point.phi())),
        Cell.number(Numbers.number(point.alignment())),
        Cell.number(Numbers.number(point.squaredDistanceA())),
        Cell.number(Numbers.number(point.squaredDistanceV())));
  }

  /** The step sizes in words. */
  public static String schedule(RunDocument document) {
    return Phases.sizes(document);
  }
}
