package io.skiplane.harness.report.stress;

import io.skiplane.harness.page.Chart;
import io.skiplane.harness.page.ChartKind;
import io.skiplane.harness.page.Data;
import io.skiplane.harness.page.Figure;
import io.skiplane.harness.page.Key;
import io.skiplane.harness.page.Part;
import io.skiplane.harness.page.Prose;
import io.skiplane.harness.report.run.RunDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The distribution of step times, drawn so that the rare long ones have room. */
final class StepTimesFigure {
  private StepTimesFigure() {}

  static Part of(RunDocument document) {
    Data data = new Data("gradient", "percent", "oneIn", "nanoseconds");
    List<Key> key = new ArrayList<>();
    List<Object> series = new ArrayList<>();
    for (RunDocument gradient : StressReport.gradients(document)) {
      Key one = new Key(gradient.text("gradient"), Key.hue(key.size()));
      key.add(one);
      series.add(Turns.line(one, "nanoseconds"));
      RunDocument times = gradient.object("stepNanos");
      double most = Math.max(1, times.whole("steps"));
      for (RunDocument point : times.objects("curve")) {
        double percent = point.number("percent");
        double oneIn = percent < 100 ? Math.min(most, 100 / (100 - percent)) : most;
        data.row(one.name(), percent, oneIn, point.number("nanos"));
      }
    }
    if (data.rows() == 0) {
      return new Prose(
          "The run ended within its first round, in which the JVM still compiles: no step was"
              + " timed.");
    }
    return new Figure(
            "step-times",
            "Nanoseconds that one step in so many takes at least: at 2 the median, at 100 the 99th"
                + " percentile, at 10,000 the 99.99th, at the right end the longest. Where steps"
                + " are short, a measurement is the mean of some in a row (the table says how"
                + " many).",
            StressReport.parameters(document),
            data,
            List.of(
                new Chart(
                    "step-times",
                    "",
                    "Step times by how rare they are, a line for each gradient",
                    ChartKind.LINES,
                    Map.of(
                        "x",
                        Map.of("column", "oneIn", "label", "one step in", "log", true),
                        "y",
                        Map.of("log", true, "label", "nanoseconds"),
                        "series",
                        series))))
        .with(key, true);
  }
}
