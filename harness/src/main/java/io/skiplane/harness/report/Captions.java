package io.skiplane.harness.report;

import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.Path;
import io.skiplane.harness.study.ReproduceRun;
import java.util.stream.Collectors;

/** Captions: what a figure or a table shows, with its parameters. */
final class Captions {
  private Captions() {}

  /** The teacher in symbols. */
  static String teacher(ReproduceRun run) {
    return "‖a*‖ = "
        + Html.escape(run.teacherNorm())
        + ", 1ᵀa* = "
        + Html.escape(run.teacherSum())
        + ", v* at "
        + Numbers.angle(run.angle())
        + " to the shortcut";
  }

  static String success(ReproduceRun run) {
    return "Rates against the number of patches k, with 95 % Wilson intervals as bars; the points"
        + " of one k stand side by side so that none hides another. "
        + parameters(run);
  }

  static String cells(ReproduceRun run) {
    return "Rates in per cent, with each its 95 % Wilson interval. Median steps: of the successes. "
        + parameters(run);
  }

  static String agreement(ReproduceRun run) {
    return "The same gradient step in five forms: <em>population</em> and <em>reduced</em> are"
        + " closed formulas and agree up to rounding; <em>dense</em>, <em>projected</em> and"
        + " <em>resident</em> see samples and agree in distribution. Seed "
        + run.info().seed()
        + ".";
  }

  static String path(Path path) {
    return Html.escape(path.name())
        + " (k = "
        + path.k()
        + ", student "
        + Numbers.count(path.student())
        + ")";
  }

  private static String parameters(ReproduceRun run) {
    String students =
        run.cells().stream()
            .map(Cell::students)
            .distinct()
            .sorted()
            .map(Numbers::count)
            .collect(Collectors.joining(" or "));
    String p =
        run.cells().stream()
            .map(Cell::p)
            .distinct()
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(" or "));
    return (students.isEmpty() ? "" : students + " students a cell, p = " + p + "; ")
        + teacher(run)
        + "; success: ‖a−a*‖² + ‖v−v*‖² below "
        + Numbers.number(run.tolerance())
        + ".";
  }
}
