package io.skiplane.harness.report.path;

import io.skiplane.descent.Point;
import io.skiplane.harness.page.Chart;
import io.skiplane.harness.page.ChartKind;
import io.skiplane.harness.page.Data;
import io.skiplane.harness.page.Facts;
import io.skiplane.harness.page.Figure;
import io.skiplane.harness.page.Switch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of students' ways: their numbers over the steps, and the plane of φ and aᵀa*. */
public final class PathCharts {
  /** How to read the plane. */
  public static final String PLANE =
      "Where aᵀa* is positive, v turns towards v* and φ falls; where it is negative, v turns away."
          + " A start below the line can so be led to φ = π, where a second, spurious optimum"
          + " waits.";

  private PathCharts() {}

  /** An empty table for points of paths. */
  public static Data data() {
    return new Data(
        "path", "step", "loss", "phi", "alignment", "squaredDistanceA", "squaredDistanceV");
  }

  /** Adds a point of a path. */
  public static void row(Data to, String path, Point point) {
    to.row(
        path,
        point.step(),
        point.loss(),
        point.phi(),
        point.alignment(),
        point.squaredDistanceA(),
        point.squaredDistanceV());
  }

  /**
   * The numbers of paths over their steps, a panel for each column.
   *
   * @param phases areas of the steps, made by {@link #area}
   * @param marks by column, made by {@link #optimum} and {@link #tolerance}
   */
  public static Figure stages(
      String caption,
      Facts parameters,
      Data data,
      List<PathSeries> paths,
      List<String> columns,
      List<Map<String, Object>> phases,
      Map<String, List<Object>> marks) {
    List<Chart> charts = new ArrayList<>();
    for (String column : columns) {
      List<Object> all = new ArrayList<>(marks.getOrDefault(column, List.of()));
      phases.forEach(phase -> all.add(Map.of("axis", "x", "at", phase.getOrDefault("to", 0))));
      charts.add(panel(column, paths, phases, all));
    }
    return new Figure("stages", caption, parameters, data, charts).with(Switch.scaleOfSteps());
  }

  /** An area of the steps. */
  public static Map<String, Object> area(long from, long to, String text) {
    return Map.of("from", from, "to", to, "text", text);
  }

  /** The mark of ‖a*‖²; none if it is not known. */
  public static List<Object> optimum(StationaryEnds ends) {
    return ends.known()
        ? List.of(Map.of("axis", "y", "at", ends.optimum(), "text", "‖a*‖²"))
        : List.of();
  }

  /** The mark of the tolerance. */
  public static List<Object> tolerance(double tolerance) {
    return List.of(Map.of("axis", "y", "at", tolerance, "text", "tolerance"));
  }

  /** A panel of one column over the steps. */
  private static Chart panel(
      String column, List<PathSeries> paths, List<Map<String, Object>> areas, List<Object> marks) {
    boolean log = column.equals("loss") || column.startsWith("squared");
    List<Object> series = new ArrayList<>();
    for (PathSeries path : paths) {
      series.add(
          Map.of(
              "name",
              path.name(),
              "hue",
              path.hue(),
              "column",
              column,
              "where",
              Map.of("path", path.name())));
    }
    Map<String, Object> settings = new HashMap<>();
    settings.put("x", Map.of("column", "step", "label", "steps", "log", "switch", "from", 0));
    settings.put("y", log ? Map.of("log", true) : Map.of());
    settings.put("series", series);
    settings.put("areas", areas);
    settings.put("marks", marks);
    String title = title(column);
    return new Chart(id(column), title, title + " over the steps", ChartKind.LINES, settings);
  }

  private static String id(String column) {
    return switch (column) {
      case "squaredDistanceA" -> "distance";
      case "squaredDistanceV" -> "distance-v";
      default -> column;
    };
  }

  private static String title(String column) {
    return switch (column) {
      case "phi" -> "φ, angle between v and v*";
      case "alignment" -> "aᵀa*";
      case "squaredDistanceA" -> "‖a − a*‖²";
      case "squaredDistanceV" -> "‖v − v*‖²";
      case "loss" -> "Loss";
      default -> throw new IllegalArgumentException(column);
    };
  }

  /** The plane (φ, aᵀa*). */
  public static Figure plane(
      String caption, Facts parameters, Data data, List<PathSeries> paths, StationaryEnds ends) {
    List<Object> series = new ArrayList<>();
    for (PathSeries path : paths) {
      series.add(
          Map.of("name", path.name(), "hue", path.hue(), "where", Map.of("path", path.name())));
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("series", series);
    if (ends.known()) {
      settings.put("ends", Map.of("optimum", ends.optimum(), "spurious", ends.spurious()));
    }
    Chart chart =
        new Chart("plane", "", "Paths in the plane of φ and aᵀa*", ChartKind.PLANE, settings);
    return new Figure("plane", caption, parameters, data, List.of(chart));
  }
}
