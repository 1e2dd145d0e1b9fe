package io.skiplane.harness.report.reproduce;

import io.skiplane.descent.Point;
import io.skiplane.harness.page.Data;
import io.skiplane.harness.page.Facts;
import io.skiplane.harness.page.Figure;
import io.skiplane.harness.page.Key;
import io.skiplane.harness.page.Numbers;
import io.skiplane.harness.page.Part;
import io.skiplane.harness.page.Prose;
import io.skiplane.harness.report.path.PathCharts;
import io.skiplane.harness.report.path.PathSeries;
import io.skiplane.harness.report.path.StationaryEnds;
import io.skiplane.harness.study.Path;
import io.skiplane.harness.study.ReproduceRun;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The sections with the paths of single students. */
final class PathFigures {
  private static final Prose NONE = new Prose("No path was recorded in this run.");

  private PathFigures() {}

  /** One run over its steps. */
  static List<Part> stages(ReproduceRun run) {
    if (run.paths().isEmpty() || run.paths().get(0).points().isEmpty()) {
      return List.of(NONE);
    }
    Path path = run.paths().get(0);
    long end = warmUpEnd(path);
    String story = end > 0 ? story(path, end) : "This run had no warm-up, so it has one stage.";
    String caption =
        Captions.path(path)
            + (end > 0 ? "; the warm-up ends at step " + Numbers.count(end) : "")
            + ". Dashed: ‖a*‖² for aᵀa*, the tolerance for ‖a−a*‖².";
    Facts parameters =
        Facts.of("k", Long.toString(path.k()), "student", Numbers.count(path.student()))
            .and(Captions.teacher(run))
            .and(Facts.of("tolerance", Numbers.number(run.tolerance())));
    Figure figure =
        PathCharts.stages(
            caption,
            parameters,
            data(List.of(path)),
            List.of(series(path)),
            List.of("phi", "alignment", "squaredDistanceA", "loss"),
            end > 0 ? List.of(PathCharts.area(0, end, "warm-up")) : List.of(),
            Map.of(
                "alignment",
                PathCharts.optimum(ends(path)),
                "squaredDistanceA",
                PathCharts.tolerance(run.tolerance())));
    return List.of(new Prose(story), figure);
  }

  private static String story(Path path, long end) {
    Point first = path.points().get(0);
    Point turn = first;
    for (Point point : path.points()) {
      turn = point.step() <= end ? point : turn;
    }
    Point last = path.points().get(path.points().size() - 1);
    if (turn.step() == 0 || turn.equals(last)) {
      return "The path ends within the warm-up.";
    }
    return "In the warm-up, a takes full steps and v small ones: φ goes from "
        + Numbers.number(first.phi())
        + " to "
        + Numbers.number(turn.phi())
        + " and aᵀa* from "
        + Numbers.number(first.alignment())
        + " to "
        + Numbers.number(turn.alignment())
        + ". Then both take full steps: by step "
        + Numbers.count(last.step())
        + ", φ is "
        + Numbers.number(last.phi())
        + " and ‖a−a*‖² is "
        + Numbers.number(last.squaredDistanceA())
        + ".";
  }

  /** The plane (φ, aᵀa*). */
  static List<Part> plane(ReproduceRun run) {
    List<Path> paths = run.paths().stream().filter(path -> !path.points().isEmpty()).toList();
    if (paths.isEmpty()) {
      return List.of(NONE);
    }
    String caption =
        paths.stream().map(Captions::path).collect(Collectors.joining("; "))
            + (run.paths().size() < 2 ? "; no plain CNN start was trapped in this run" : "")
            + ". Hollow: where a path starts.";
    Figure figure =
        PathCharts.plane(
                caption,
                Captions.teacher(run),
                data(paths),
                paths.stream().map(PathFigures::series).toList(),
                ends(paths.get(0)))
            .with(
                paths.stream()
                    .map(path -> new Key(path.name(), VariantKey.hue(path.variant())))
                    .toList(),
                false);
    return List.of(new Prose(PathCharts.PLANE), figure);
  }

  private static PathSeries series(Path path) {
    return new PathSeries(path.name(), VariantKey.hue(path.variant()));
  }

  private static StationaryEnds ends(Path path) {
    return StationaryEnds.of(path.k(), path.teacherSquaredNorm(), path.teacherSum());
  }

  private static Data data(List<Path> paths) {
    Data data = PathCharts.data();
    for (Path path : paths) {
      path.points().forEach(point -> PathCharts.row(data, path.name(), point));
    }
    return data;
  }

  /** The step at which the warm-up ends; 0 without one. */
  static long warmUpEnd(Path path) {
    var sizes = path.variant().stepSizes(path.k());
    return sizes.phases().size() > 1 ? sizes.endOf(0) : 0;
  }
}
