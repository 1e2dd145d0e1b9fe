package io.skiplane.harness.report.train;

import io.skiplane.harness.page.Numbers;
import io.skiplane.harness.report.path.PathCharts;
import io.skiplane.harness.report.run.RunDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The phases of a run's step sizes: the theory's two stages are a warm-up and all that follows. */
final class Phases {
  private Phases() {}

  /** The phases that end within the run, as areas of the steps. */
  static List<Map<String, Object>> areas(RunDocument document) {
    List<RunDocument> phases = document.objects("schedule");
    List<Map<String, Object>> areas = new ArrayList<>();
    long from = 0;
    for (int i = 0; i < phases.size() - 1; i++) {
      long to = from + phases.get(i).whole("steps");
      if (to <= from || to >= document.whole("steps")) {
        break;
      }
      areas.add(PathCharts.area(from, to, name(i, phases)));
      from = to;
    }
    return areas;
  }

  private static String name(int i, List<RunDocument> phases) {
    return warmUp(phases) ? "warm-up" : "phase " + (i + 1);
  }

  /** Two phases, of which the first moves w less. */
  private static boolean warmUp(List<RunDocument> phases) {
    return phases.size() == 2 && phases.get(0).number("etaW") < phases.get(1).number("etaW");
  }

  /** The phases in words, and what the theory has them for. */
  static String story(RunDocument document) {
    boolean warmUp = warmUp(document.objects("schedule"));
    return "Step sizes: "
        + sizes(document)
        + "."
        + (warmUp
            ? " In the warm-up, the theory's first stage, w hardly moves and a grows until aᵀa* is"
                + " positive; in the second stage both go to the optimum."
            : "");
  }

  /** The phases in words. */
  static String sizes(RunDocument document) {
    List<RunDocument> phases = document.objects("schedule");
    StringBuilder text = new StringBuilder();
    long from = 0;
    for (int i = 0; i < phases.size(); i++) {
      text.append(i == 0 ? "" : "; ");
      if (i < phases.size() - 1) {
        from += phases.get(i).whole("steps");
        text.append("up to step ").append(Numbers.count(from)).append(' ');
      } else if (i > 0) {
        text.append("from step ").append(Numbers.count(from)).append(" on ");
      }
      text.append(sizesOf(phases.get(i)));
    }
    return text.toString();
  }

  private static String sizesOf(RunDocument phase) {
    return "η_a = "
        + Numbers.number(phase.number("etaA"))
        + ", η_w = "
        + Numbers.number(phase.number("etaW"));
  }
}
