package io.skiplane.harness.report.stress;

import io.skiplane.harness.page.Chart;
import io.skiplane.harness.page.ChartKind;
import io.skiplane.harness.page.Data;
import io.skiplane.harness.page.Figure;
import io.skiplane.harness.report.run.RunDocument;
import java.util.List;
import java.util.Map;

/** Steps a second of each gradient over the time of the run. */
final class ThroughputFigure {
  private static final Map<String, Object> TIME =
      Map.of("column", "seconds", "label", "seconds", "log", false, "from", 0);

  private ThroughputFigure() {}

  static Figure of(RunDocument document, Turns turns) {
    Data data = new Data("gradient", "seconds", "stepsPerSecond", "percentOfMedian");
    for (String gradient : turns.gradients()) {
      double median = turns.median(gradient);
      for (Turns.Turn turn : turns.of(gradient)) {
        data.row(
            gradient, turn.seconds(), turn.stepsPerSecond(), 100 * turn.stepsPerSecond() / median);
      }
    }
    return new Figure(
            "throughput",
            "A point is a turn of a gradient, all threads together. First: steps a second, on a"
                + " logarithmic axis, as gradients differ by powers of ten. Second: in per cent of"
                + " the gradient's median; dips are times in which the machine had less to give:"
                + " heat, other programs, a collector.",
            StressReport.parameters(document),
            data,
            List.of(
                new Chart(
                    "rate",
                    "Steps a second",
                    "Steps a second over time, a line for each gradient",
                    ChartKind.LINES,
                    Map.of(
                        "x",
                        TIME,
                        "y",
                        Map.of("log", true),
                        "series",
                        turns.series("stepsPerSecond"))),
                new Chart(
                    "share",
                    "Per cent of the median",
                    "Throughput in per cent of each gradient's median over time",
                    ChartKind.LINES,
                    Map.of(
                        "x",
                        TIME,
                        "y",
                        Map.of("log", false, "from", 0),
                        "series",
                        turns.series("percentOfMedian"),
                        "marks",
                        List.of(Map.of("axis", "y", "at", 100, "text", ""))))))
        .with(turns.key(), true);
  }
}
