package io.skiplane.harness.train;

import io.skiplane.descent.Point;
import io.skiplane.lanes.KernelRuntime;
import io.skiplane.lanes.Twins;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run's result for people. */
final class TrainText {
  private TrainText() {}

  static List<String> of(TrainProblem problem, TrainResult result, List<Path> files) {
    KernelRuntime runtime = Twins.runtime();
    return List.of(
        String.format(
            Locale.ROOT,
            "%s gradient, %s, k = %d, p = %d, batch %d: %d steps, %.1f ns each at the end (%s"
                + " kernel%s)",
            Choices.word(problem.gradientName()),
            Choices.word(problem.student().precision()),
            problem.student().shape().k(),
            problem.student().shape().p(),
            problem.gradient().batch(),
            result.last().step(),
            result.nanosecondsPerStep(),
            runtime.kernel(),
            runtime.laneBits() == 0 ? "" : ", " + runtime.laneBits() + " bits"),
        row("", "step", "loss", "φ", "aᵀa*", "‖a−a*‖²", "‖v−v*‖²"),
        row("first", result.first()),
        row("last", result.last()),
        "Written: " + files.stream().map(Path::toString).collect(Collectors.joining(", ")));
  }

  private static String row(String name, Point point) {
    return row(
        name,
        Long.toString(point.step()),
        number(point.loss()),
        number(point.phi()),
        number(point.alignment()),
        number(point.squaredDistanceA()),
        number(point.squaredDistanceV()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-5s %10s %11s %11s %11s %11s %11s", cells);
  }
}
