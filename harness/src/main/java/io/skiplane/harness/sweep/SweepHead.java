package io.skiplane.harness.sweep;

import io.skiplane.harness.cli.Wrapped;
import io.skiplane.harness.host.Version;
import io.skiplane.harness.watch.Wording;
import io.skiplane.lanes.KernelRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a sweep says before and after its results. */
final class SweepHead {
  private SweepHead() {}

  static List<String> lines(SweepSpec spec, KernelRuntime runtime, int threads) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Skiplane %s: %s kernel%s, %d %s",
            Version.text(),
            runtime.kernel(),
            runtime.laneBits() == 0 ? "" : " of " + runtime.laneBits() + " bits",
            threads,
            threads == 1 ? "thread" : "threads"));
    BuiltIn.of(spec.name()).ifPresent(sweep -> lines.add("Sweep of " + sweep.title()));
    for (Axis axis : spec.axes()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %s: %d values from %s to %s",
              axis.parameter().title(),
              axis.size(),
              axis.labels().getFirst(),
              axis.labels().getLast()));
    }
    lines.addAll(Wrapped.lines("  ", fixed(spec)));
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d %s of %,d students: %,d",
            spec.problems().size(),
            spec.problems().size() == 1 ? "cell" : "cells",
            spec.students(),
            spec.allStudents()));
    lines.add("");
    return lines;
  }

  /** What is the same in all cells. */
  private static String fixed(SweepSpec spec) {
    boolean noisy = spec.problems().stream().anyMatch(problem -> problem.noise().isOn());
    return spec.given().entrySet().stream()
        .filter(entry -> Parameter.of(entry.getKey()).isPresent())
        .filter(entry -> noisy || !entry.getKey().startsWith(Parameter.NOISE.id()))
        .filter(
            entry ->
                spec.axes().stream()
                    .noneMatch(axis -> axis.parameter().id().equals(entry.getKey())))
        .map(SweepHead::equation)
        .collect(Collectors.joining(", "));
  }

  private static String equation(Map.Entry<String, Given> entry) {
    return entry.getKey() + " = " + entry.getValue().joined();
  }

  static List<String> tail(SweepRun run, List<Path> files) {
    double seconds = run.info().elapsedSeconds();
    long students = run.students() * run.cells().size();
    return List.of(
        String.format(
            Locale.ROOT,
            "%,d students, %s student-steps in %.1f s",
            students,
            Wording.quantity(run.info().studentSteps()),
            seconds),
        String.format(
            Locale.ROOT,
            "%s students, %s steps a second",
            Wording.quantity(students / seconds),
            Wording.quantity(run.info().studentSteps() / seconds)),
        "Digest: " + run.digest(),
        "Written: " + String.join(", ", files.stream().map(Path::toString).toList()));
  }
}
