package io.skiplane.harness.report.stress;

import io.skiplane.harness.page.Facts;
import io.skiplane.harness.page.Findings;
import io.skiplane.harness.page.Numbers;
import io.skiplane.harness.page.Page;
import io.skiplane.harness.page.Part;
import io.skiplane.harness.page.Section;
import io.skiplane.harness.report.run.MachineFacts;
import io.skiplane.harness.report.run.RunDocument;
import io.skiplane.harness.report.run.RunFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The report of {@code skiplane stress}. */
public final class StressReport {
  /** Form of the document that it reads. */
  public static final String SCHEMA = "skiplane/stress/1";

  private StressReport() {}

  /** The page. */
  public static Page page(RunFiles run) throws IOException {
    RunDocument document = run.document();
    Turns turns = Turns.read(run);
    List<Part> checks = new ArrayList<>();
    checks.add(findings(document));
    checks.add(StressTables.checks(document));
    if (document.whole("mismatches") > 0) {
      checks.add(StressTables.mismatches(run));
    }
    return new Page(
        "stress",
        "A burn-in",
        lead(document),
        verdict(document),
        List.of(
            new Section("Computed again by another route", checks),
            Section.of("Throughput over time", ThroughputFigure.of(document, turns)),
            Section.of(
                "How long a step took", StepTimesFigure.of(document), StressTables.times(document)),
            Section.of("Memory", MemoryFigure.of(document, turns)),
            Section.of("How it was run", facts(document))));
  }

  private static String lead(RunDocument document) {
    long steps = gradients(document).stream().mapToLong(one -> one.whole("steps")).sum();
    return "This machine trained students of "
        + Numbers.count(document.whole("k"))
        + " patches of "
        + Numbers.count(document.whole("p"))
        + " numbers by the gradients "
        + gradients(document).stream()
            .map(gradient -> gradient.text("gradient"))
            .collect(Collectors.joining(", "))
        + ", "
        + Numbers.count(steps)
        + " steps in "
        + Numbers.seconds(document.number("seconds"))
        + ". Results are equal to the bit by design, so that a share of the blocks, computed again"
        + " by another thread, vector width or the scalar twin, shows whether the machine computes"
        + " right.";
  }

  static List<RunDocument> gradients(RunDocument document) {
    return document.objects("gradients");
  }

  private static long checked(RunDocument document) {
    return gradients(document).stream()
        .flatMap(gradient -> gradient.objects("checks").stream())
        .mapToLong(check -> check.whole("blocks"))
        .sum();
  }

  private static String verdict(RunDocument document) {
    long mismatches = document.whole("mismatches");
    String stopped = document.truth("finished") ? "" : " The run was stopped before its end.";
    return (mismatches > 0
            ? Numbers.count(mismatches)
                + (mismatches == 1 ? " block" : " blocks")
                + " came to other bits: the machine or the JVM is at fault."
            : checked(document) > 0 ? "Nothing differed." : "Nothing was computed again.")
        + stopped;
  }

  private static Findings findings(RunDocument document) {
    boolean good = document.whole("mismatches") == 0;
    return new Findings(
        List.of(
            new Findings.Finding(
                good,
                good ? "same bits" : "other bits",
                Numbers.count(document.whole("mismatches"))
                    + " of "
                    + Numbers.count(checked(document))
                    + " blocks that were computed again differ.",
                "A block is a descent of its own; its end weights are compared bit by bit.")));
  }

  /** What the figures' runs have in common. */
  static Facts parameters(RunDocument document) {
    return Facts.of(
        "k",
        Long.toString(document.whole("k")),
        "p",
        Long.toString(document.whole("p")),
        "precision",
        document.text("precision"),
        "threads",
        Long.toString(document.whole("threads")),
        "resident inputs",
        Numbers.count(document.whole("inputs")),
        "seed",
        Long.toString(document.whole("seed")));
  }

  private static Facts facts(RunDocument document) {
    return parameters(document)
        .and(
            Facts.of(
                "Share computed again",
                Numbers.percent(document.number("check")) + " %",
                "Time",
                Numbers.seconds(document.number("seconds")),
                "Rounds of all gradients",
                Numbers.count(document.whole("rounds"))))
        .and(MachineFacts.of(document, document.text("cpu")));
  }
}
