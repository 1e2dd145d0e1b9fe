package io.skiplane.harness.report.train;

import io.skiplane.descent.Point;
import io.skiplane.harness.page.Facts;
import io.skiplane.harness.page.Numbers;
import io.skiplane.harness.report.run.MachineFacts;
import io.skiplane.harness.report.run.RunDocument;

/** What was trained and what came of it, in words. */
final class TrainSummary {
  /** As {@code StopRule}: a student this near φ = π with aᵀa* below zero is trapped. */
  private static final double TRAPPED = Math.PI - 0.2;

  private static final double NEAR = 1e-4;

  private TrainSummary() {}

  static String lead(RunDocument document) {
    Point first = point(document.object("first"));
    Point last = point(document.object("last"));
    return "A student of "
        + Numbers.count(document.whole("k"))
        + " patches of "
        + Numbers.count(document.whole("p"))
        + " numbers took "
        + Numbers.count(document.whole("steps"))
        + " steps of gradient descent ("
        + document.text("gradient")
        + "). Its loss went from "
        + Numbers.number(first.loss())
        + " to "
        + Numbers.number(last.loss())
        + ", its angle φ to the teacher from "
        + Numbers.number(first.phi())
        + " to "
        + Numbers.number(last.phi())
        + ".";
  }

  static String verdict(RunDocument document) {
    Point last = point(document.object("last"));
    double distance = last.squaredDistanceA() + last.squaredDistanceV();
    if (distance < NEAR) {
      return "It has reached the global optimum.";
    }
    if (last.phi() > TRAPPED && last.alignment() < 0) {
      return "It is trapped at the spurious optimum.";
    }
    return "It is at neither end: ‖a−a*‖² + ‖v−v*‖² = " + Numbers.number(distance) + ".";
  }

  static Point point(RunDocument point) {
    return new Point(
        point.whole("step"),
        point.number("loss"),
        point.number("phi"),
        point.number("alignment"),
        point.number("squaredDistanceA"),
        point.number("squaredDistanceV"));
  }

  static Facts parameters(RunDocument document) {
    Facts facts =
        Facts.of(
            "gradient",
            document.text("gradient"),
            "k",
            Long.toString(document.whole("k")),
            "p",
            Long.toString(document.whole("p")),
            "batch",
            Long.toString(document.whole("batch")),
            "precision",
            document.text("precision"),
            "start",
            document.text("init"),
            "seed",
            Long.toString(document.whole("seed")),
            "student",
            Long.toString(document.whole("student")));
    if (!document.has("teacherSquaredNorm")) {
      return facts;
    }
    double norm = Math.sqrt(document.number("teacherSquaredNorm"));
    return facts.and(
        Facts.of(
            "‖a*‖", Numbers.number(norm), "1ᵀa*", Numbers.number(document.number("teacherSum"))));
  }

  static Facts facts(RunDocument document) {
    return parameters(document)
        .and(
            Facts.of(
                "Steps",
                Numbers.count(document.whole("steps")),
                "Time of a step",
                Numbers.number(document.number("nsPerStep")) + " ns, second half of the run",
                "Digest of the end",
                document.text("digest")))
        .and(MachineFacts.of(document, ""));
  }
}
