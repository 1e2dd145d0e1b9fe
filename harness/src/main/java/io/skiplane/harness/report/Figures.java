package io.skiplane.harness.report;

import io.skiplane.descent.Point;
import io.skiplane.harness.study.Path;
import io.skiplane.harness.study.ReproduceRun;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The sections with the paths of single students. */
final class Figures {
  private static final String NONE = "<p>No path was recorded in this run.</p>";

  private Figures() {}

  /** One run over its steps. */
  static String stages(ReproduceRun run) {
    if (run.paths().isEmpty() || run.paths().get(0).points().isEmpty()) {
      return NONE;
    }
    Path path = run.paths().get(0);
    long end = ChartData.warmUpEnd(path);
    String story = end > 0 ? story(path, end) : "This run had no warm-up, so it has one stage.";
    String caption =
        Captions.path(path)
            + (end > 0 ? "; the warm-up ends at step " + Numbers.count(end) : "")
            + ". Dashed: ‖a*‖² for aᵀa*, the tolerance "
            + Numbers.number(run.tolerance())
            + " for ‖a−a*‖². "
            + Captions.teacher(run)
            + ".";
    return PageTemplate.fill(
        PageTemplate.resource("report-stages.html"), Map.of("story", story, "caption", caption));
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
  static String plane(ReproduceRun run) {
    List<Path> paths = run.paths().stream().filter(path -> !path.points().isEmpty()).toList();
    if (paths.isEmpty()) {
      return NONE;
    }
    String names = paths.stream().map(Captions::path).collect(Collectors.joining("; "));
    String caption =
        names
            + (run.paths().size() < 2 ? "; no plain CNN start was trapped in this run" : "")
            + ". Hollow: where a path starts. "
            + Captions.teacher(run)
            + ".";
    return PageTemplate.fill(
        PageTemplate.resource("report-plane.html"), Map.of("caption", caption, "key", key(paths)));
  }

  private static String key(List<Path> paths) {
    return paths.stream()
        .map(
            path ->
                "<span><i class=\"swatch "
                    + Html.escape(path.variant().id())
                    + "\"></i>"
                    + Html.escape(path.name())
                    + "</span>")
        .collect(Collectors.joining("\n"));
  }
}
