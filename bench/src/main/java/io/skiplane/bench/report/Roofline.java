package io.skiplane.bench.report;

import io.skiplane.bench.report.Svg.Anchor;
import io.skiplane.bench.rows.Level;
import io.skiplane.bench.rows.Limits;
import io.skiplane.memory.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The picture {@code roofline.svg}: flops a second against flops a byte, under the roofs that the
 * run measured. Numbered points, as names would hide each other where a kind's shapes share one
 * intensity.
 */
final class Roofline {
  private static final int WIDTH = 960;
  private static final int PANEL = 430;
  private static final int TOP = 64;
  private static final int LEFT = 64;
  private static final int RIGHT = 630;
  private static final int LEGEND = 656;
  private static final int PLOT = 350;
  private static final double RADIUS = 8;
  private static final double LOW_INTENSITY = 1.0 / 8;
  private static final double HIGH_INTENSITY = 16;

  private final Svg svg;
  private final Limits limits;
  private final Precision precision;
  private final LogScale x = new LogScale(LOW_INTENSITY, HIGH_INTENSITY, LEFT, RIGHT);
  private final LogScale y;
  private final double top;

  private Roofline(Svg svg, Limits limits, Precision precision, double top, LogScale y) {
    this.svg = svg;
    this.limits = limits;
    this.precision = precision;
    this.top = top;
    this.y = y;
  }

  /** The picture. */
  static String of(Results results, Machine machine) {
    int height = TOP + PANEL * Precision.values().length + 30;
    Svg svg = new Svg(WIDTH, height, "Skiplane: roofline");
    svg.heading(
        20, 28, 17, "Roofline: each step under the roofs measured in the same run, one core");
    double top = TOP;
    for (Precision precision : Precision.values()) {
      List<RowFigures> rows =
          RowFigures.of(results, precision, machine.caches()).stream()
              .filter(figures -> figures.cost().bytes(precision) > 0)
              .filter(figures -> figures.row().kind().threads() == 1)
              .toList();
      double roof = results.limits().gigaflops(precision);
      if (!rows.isEmpty() && Double.isFinite(roof)) {
        double least = rows.stream().mapToDouble(RowFigures::gigaflops).min().orElse(1);
        LogScale y = new LogScale(least / 1.6, roof * 1.8, top + PLOT, top);
        new Roofline(svg, results.limits(), precision, top, y).panel(rows);
      }
      top += PANEL;
    }
    svg.text(20, height - 12, Anchor.START, 11, Svg.FAINT, machine.caption());
    return svg.document();
  }

  private void panel(List<RowFigures> rows) {
    grid();
    for (Level level : Level.values()) {
      roof(level);
    }
    double flat = limits.gigaflops(precision);
    svg.text(
        RIGHT - 6,
        y.at(flat) - 6,
        Anchor.END,
        11,
        Svg.INK,
        "fused multiply-adds " + Figures.three(flat) + " GFLOP/s");
    points(rows);
    legend(rows);
  }

  private void grid() {
    for (double tick : x.ticks(2, 1)) {
      svg.line(x.at(tick), top, x.at(tick), top + PLOT, "#eee", 1);
      String text = tick < 1 ? "1/" + Math.round(1 / tick) : String.valueOf(Math.round(tick));
      svg.text(x.at(tick), top + PLOT + 16, Anchor.MIDDLE, 11, Svg.INK, text);
    }
    for (double tick : y.ticks(10, 1, 2, 5)) {
      svg.line(LEFT, y.at(tick), RIGHT, y.at(tick), "#eee", 1);
      svg.text(LEFT - 6, y.at(tick) + 4, Anchor.END, 11, Svg.INK, Figures.plain(tick));
    }
    svg.line(LEFT, top, LEFT, top + PLOT, Svg.INK, 1);
    svg.line(LEFT, top + PLOT, RIGHT, top + PLOT, Svg.INK, 1);
    svg.text(
        (LEFT + RIGHT) / 2.0,
        top + PLOT + 34,
        Anchor.MIDDLE,
        12,
        Svg.INK,
        "flops a byte read, " + precision.name().toLowerCase(Locale.ROOT));
    svg.turned(22, top + PLOT / 2.0, -90, 12, Svg.INK, "GFLOP/s");
  }

  /** A level's bandwidth: a slope up to the flat roof. */
  private void roof(Level level) {
    double bandwidth = limits.bandwidth(level);
    if (!Double.isFinite(bandwidth)) {
      return;
    }
    double flat = limits.gigaflops(precision);
    double ridge = flat / bandwidth;
    double begin = Math.max(LOW_INTENSITY, y.low() / bandwidth);
    double from = y.at(begin * bandwidth);
    // A slow memory meets the flat roof right of the plot.
    double end = Math.min(ridge, HIGH_INTENSITY);
    double to = y.at(end * bandwidth);
    svg.path(new double[] {x.at(begin), from, x.at(end), to}, "#444", 1.5);
    if (end == ridge) {
      svg.line(x.at(end), y.at(flat), RIGHT, y.at(flat), "#444", 1.5);
    }
    // Where no points are: they stand below the caches' slopes, and well left of memory's ridge.
    double middle = ridge > 3 ? end / 2.2 : Math.sqrt(begin * end);
    // The second and the third level lie close together: one is named above, the other below.
    double angle = -Math.toDegrees(Math.atan2(from - to, x.at(end) - x.at(begin)));
    Level lower = limits.bandwidth(Level.L3) > limits.bandwidth(Level.L2) ? Level.L2 : Level.L3;
    double away = level == lower ? 13 : -5;
    double radians = Math.toRadians(angle);
    svg.turned(
        x.at(middle) - away * Math.sin(radians),
        y.at(middle * bandwidth) + away * Math.cos(radians),
        angle,
        11,
        Svg.INK,
        level + " " + Figures.three(bandwidth) + " GB/s");
  }

  private void points(List<RowFigures> rows) {
    List<double[]> placed = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      RowFigures figures = rows.get(i);
      double at = x.at(figures.cost().intensity(precision));
      double height = y.at(figures.gigaflops());
      double free = free(at, height, placed);
      placed.add(new double[] {free, height});
      number(free, height, figures, i + 1);
    }
  }

  /** The nearest place to the left or right of {@code at} where no other point is. */
  private static double free(double at, double height, List<double[]> placed) {
    for (int step = 0; ; step++) {
      int places = (step + 1) / 2;
      double shift = places * (2 * RADIUS + 1) * (step % 2 == 0 ? 1 : -1);
      double candidate = at + shift;
      if (placed.stream()
          .noneMatch(other -> Math.hypot(other[0] - candidate, other[1] - height) < 2 * RADIUS)) {
        return candidate;
      }
    }
  }

  private void number(double at, double height, RowFigures figures, int number) {
    svg.circle(at, height, RADIUS, Palette.of(figures.row().kind(), Precision.FLOAT));
    svg.text(at, height + 3.5, Anchor.MIDDLE, 10, "white", String.valueOf(number));
  }

  private void legend(List<RowFigures> rows) {
    double line = top + 6;
    svg.text(LEGEND + 268, line, Anchor.END, 11, Svg.FAINT, "of its limit");
    for (int i = 0; i < rows.size(); i++) {
      RowFigures figures = rows.get(i);
      line += 19;
      number(LEGEND + RADIUS, line - 4, figures, i + 1);
      svg.text(LEGEND + 24, line, Anchor.START, 11, Svg.INK, figures.text());
      svg.text(LEGEND + 268, line, Anchor.END, 11, Svg.INK, Figures.percent(figures.share()));
    }
    line += 24;
    for (String text :
        List.of(
            "Points too near to each other stand side by side.",
            "Dense and projected steps draw normals too:",
            "their limit is below these roofs.")) {
      svg.text(LEGEND, line, Anchor.START, 10, Svg.FAINT, text);
      line += 14;
    }
  }
}
