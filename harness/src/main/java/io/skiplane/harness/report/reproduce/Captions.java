package io.skiplane.harness.report.reproduce;

import io.skiplane.harness.page.Facts;
import io.skiplane.harness.page.Numbers;
import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.Path;
import io.skiplane.harness.study.ReproduceRun;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Captions: what a figure or a table shows; and its parameters. */
final class Captions {
  private Captions() {}

  static final String SUCCESS =
      "Rates against the number of patches k, with 95 % Wilson intervals as bars; the points of one"
          + " k stand side by side so that none hides another.";

  static String cells(ReproduceRun run) {
    return "Rates in per cent, with each its 95 % Wilson interval. Median steps: of the successes."
        + " Success: ‖a−a*‖² + ‖v−v*‖² below "
        + Numbers.number(run.tolerance())
        + ".";
  }

  static String agreement(ReproduceRun run) {
    return "The same gradient step in five forms: population and reduced are closed formulas and"
        + " agree up to rounding; dense, projected and resident see samples and agree in"
        + " distribution. Seed "
        + run.info().seed()
        + ".";
  }

  static String path(Path path) {
    return path.name() + " (k = " + path.k() + ", student " + Numbers.count(path.student()) + ")";
  }

  /** The teacher in symbols. */
  static Facts teacher(ReproduceRun run) {
    return Facts.of(
        "‖a*‖",
        run.teacherNorm(),
        "1ᵀa*",
        run.teacherSum(),
        "v* to the shortcut",
        Numbers.angle(run.angle()));
  }

  static Facts parameters(ReproduceRun run) {
    return Facts.of(
            "students a cell",
            distinct(run.cells().stream().mapToLong(Cell::students)),
            "p",
            distinct(run.cells().stream().mapToLong(Cell::p)))
        .and(teacher(run))
        .and(
            Facts.of(
                "success below",
                Numbers.number(run.tolerance()),
                "seed",
                Long.toString(run.info().seed())));
  }

  /** The numbers that there are. */
  static String distinct(LongStream numbers) {
    String text =
        numbers.distinct().sorted().mapToObj(Numbers::count).collect(Collectors.joining(", "));
    return text.isEmpty() ? "–" : text;
  }
}
