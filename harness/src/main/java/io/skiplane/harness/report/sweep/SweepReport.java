package io.skiplane.harness.report.sweep;

import io.skiplane.harness.page.Facts;
import io.skiplane.harness.page.Numbers;
import io.skiplane.harness.page.Page;
import io.skiplane.harness.page.Part;
import io.skiplane.harness.page.Prose;
import io.skiplane.harness.page.Section;
import io.skiplane.harness.report.run.MachineFacts;
import io.skiplane.harness.report.run.RunDocument;
import io.skiplane.harness.report.run.RunFiles;
import io.skiplane.harness.sweep.Parameter;
import java.util.ArrayList;
import java.util.List;

/** The report of {@code skiplane sweep}. */
public final class SweepReport {
  /** Form of the document that it reads. */
  public static final String SCHEMA = "skiplane/sweep/1";

  private SweepReport() {}

  /** The page. */
  public static Page page(RunFiles run) {
    SweepGrid grid = SweepGrid.of(run.document());
    List<Section> sections = new ArrayList<>();
    List<Part> shown = new ArrayList<>();
    run.document().texts("findings").forEach(finding -> shown.add(new Prose(sentence(finding))));
    if (!shown.isEmpty()) {
      sections.add(new Section("What it shows", shown));
    }
    sections.add(
        new Section(
            grid.axes().size() > 1 ? "The map" : "The rates", List.of(SweepFigures.of(grid))));
    sections.add(Section.of("How it was run", facts(grid)));
    return new Page("sweep", title(run.document().text("sweep")), lead(grid), "", sections);
  }

  /** Where each cell stands on the axes, for people. */
  public static List<List<String>> places(RunDocument document) {
    SweepGrid grid = SweepGrid.of(document);
    List<List<String>> labels = new ArrayList<>();
    for (int axis = 0; axis < grid.axes().size(); axis++) {
      labels.add(grid.labels(axis));
    }
    List<List<String>> places = new ArrayList<>();
    for (int cell = 0; cell < grid.cells().size(); cell++) {
      List<String> place = new ArrayList<>();
      int rest = cell;
      for (int axis = labels.size() - 1; axis >= 0; axis--) {
        place.addFirst(labels.get(axis).get(rest % labels.get(axis).size()));
        rest /= labels.get(axis).size();
      }
      places.add(place);
    }
    return places;
  }

  private static String title(String sweep) {
    return switch (sweep) {
      case "phase" -> "Where the shortcut leads";
      case "warmup" -> "How long a warm-up must be";
      case "batch" -> "Steps on samples";
      case "noise" -> "Noise against the spurious optimum";
      default -> "A sweep";
    };
  }

  private static String lead(SweepGrid grid) {
    RunDocument document = grid.document();
    StringBuilder text = new StringBuilder(Numbers.count(document.whole("students")));
    text.append(" students in ").append(Numbers.count(grid.cells().size()));
    text.append(grid.cells().size() == 1 ? " cell" : " cells").append(" of a grid");
    List<String> names = grid.axes().stream().map(SweepGrid.Axis::title).toList();
    if (!names.isEmpty()) {
      text.append(" over the ").append(String.join("; the ", names));
    }
    return text.append(": how many reach the global optimum, and how many are trapped at the")
        .append(" spurious one.")
        .toString();
  }

  private static String sentence(String text) {
    return text.isEmpty() || text.endsWith(".") ? text : text + ".";
  }

  /** Parameters that are the same in all cells. */
  static Facts parameters(SweepGrid grid) {
    List<Facts.Fact> facts = new ArrayList<>();
    for (Parameter parameter : Parameter.values()) {
      String value = grid.fixed(parameter.column());
      if (!value.isEmpty() && !unused(parameter, grid)) {
        facts.add(new Facts.Fact(parameter.id(), SweepGrid.people(parameter.column(), value)));
      }
    }
    return new Facts(facts);
  }

  /** Details of a noise that there is not, and of inputs where none are drawn. */
  private static boolean unused(Parameter parameter, SweepGrid grid) {
    return switch (parameter) {
      case NOISE, NOISE_A, NOISE_PHASES, NOISE_STEPS -> grid.fixed("noise").equals("0.0");
      case BATCH -> List.of("reduced", "population").contains(grid.fixed("gradient"));
      default -> false;
    };
  }

  private static Facts facts(SweepGrid grid) {
    RunDocument document = grid.document();
    return parameters(grid)
        .and(Facts.of("Digest of all ends", document.text("digest")))
        .and(
            MachineFacts.work(
                document.whole("studentSteps"),
                document.number("elapsedSeconds"),
                document.whole("threads")))
        .and(MachineFacts.of(document, document.text("cpu")));
  }
}
