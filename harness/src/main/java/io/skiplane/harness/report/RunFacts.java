package io.skiplane.harness.report;

import io.skiplane.harness.study.Cell;
import io.skiplane.harness.study.ReproduceRun;
import io.skiplane.harness.study.RunInfo;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** How it was run: what another needs to run it again, and what it took here. */
final class RunFacts {
  private final StringBuilder html = new StringBuilder();

  private RunFacts() {}

  /** Pairs of {@code <dt>} and {@code <dd>}. */
  static String html(ReproduceRun run) {
    RunInfo info = run.info();
    RunFacts facts = new RunFacts();
    facts.fact("Skiplane", Html.escape(info.version()));
    facts.fact("Seed", String.valueOf(info.seed()));
    facts.fact("Patches k", distinct(run.cells().stream().mapToLong(Cell::k)));
    facts.fact("Patch size p", distinct(run.cells().stream().mapToLong(Cell::p)));
    facts.fact("Students a cell", distinct(run.cells().stream().mapToLong(Cell::students)));
    facts.fact("Teacher", Captions.teacher(run));
    facts.fact("Success", "‖a−a*‖² + ‖v−v*‖² below " + Numbers.number(run.tolerance()));
    facts.fact("Trapped", "φ above π − 0.2 and aᵀa* below 0");
    facts.fact("Gradient steps", Numbers.count(info.studentSteps()));
    facts.fact("Time", Numbers.seconds(info.elapsedSeconds()));
    if (info.elapsedSeconds() > 0) {
      facts.fact(
          "Rate", Numbers.number(info.studentSteps() / info.elapsedSeconds()) + " steps a second");
    }
    facts.fact("Threads", String.valueOf(info.threads()));
    facts.fact("Kernel", kernel(info));
    facts.fact("JDK", Html.escape(info.jdk()));
    facts.fact("Processor", Html.escape(info.cpu()));
    return facts.html.toString();
  }

  private static String kernel(RunInfo info) {
    return Html.escape(info.kernel())
        + (info.laneBits() > 0 ? ", " + info.laneBits() + "-bit lanes" : "");
  }

  private static String distinct(LongStream numbers) {
    String text =
        numbers.distinct().sorted().mapToObj(Numbers::count).collect(Collectors.joining(", "));
    return text.isEmpty() ? "–" : text;
  }

  private void fact(String name, String value) {
    html.append("<div><dt>").append(name).append("</dt><dd>").append(value).append("</dd></div>\n");
  }
}
