package io.skiplane.bench.report;

import io.skiplane.bench.report.Svg.Anchor;
import io.skiplane.bench.rows.Row;
import io.skiplane.memory.Precision;
import java.util.ArrayList;
import java.util.List;

/** The picture {@code bars.svg}: how near each row comes to its limit. */
final class Bars {
  private static final int WIDTH = 960;
  private static final int TOP = 84;
  private static final int ROW = 34;
  private static final int BAR = 13;
  private static final int LEFT = 272;
  private static final int FULL = 426;
  private static final int SHARE = 760;
  private static final int TIME = 860;
  private static final int FASTER = 940;

  private Bars() {}

  /** The picture. */
  static String of(Results results, Machine machine) {
    List<List<RowFigures>> rows = new ArrayList<>();
    for (Row row : Row.values()) {
      List<RowFigures> both = new ArrayList<>();
      for (Precision precision : Precision.values()) {
        RowFigures.of(results, precision, machine.caches()).stream()
            .filter(figures -> figures.row() == row)
            .forEach(both::add);
      }
      if (!both.isEmpty()) {
        rows.add(both);
      }
    }
    int bottom = TOP + ROW * rows.size();
    Svg svg = new Svg(WIDTH, bottom + 66, "Skiplane: share of the machine's limit");
    svg.heading(20, 28, 17, "How near each step comes to the limit of the machine");
    svg.text(
        20,
        48,
        Anchor.START,
        12,
        Svg.INK,
        "One core unless said. 100 % is the least time that the step's flops, bytes and normals can"
            + " take, at rates measured in the same run.");
    axis(svg, bottom);
    for (int i = 0; i < rows.size(); i++) {
      row(svg, TOP + ROW * i, rows.get(i));
    }
    legend(svg, bottom + 34, machine);
    return svg.document();
  }

  private static void axis(Svg svg, int bottom) {
    for (int percent = 0; percent <= 100; percent += 20) {
      double x = LEFT + FULL * percent / 100.0;
      svg.line(x, TOP - 6, x, bottom, percent == 100 ? Svg.INK : "#ddd", 1);
      svg.text(x, TOP - 11, Anchor.MIDDLE, 11, Svg.INK, percent + " %");
    }
    svg.text(SHARE, TOP - 11, Anchor.END, 11, Svg.FAINT, "share");
    svg.text(TIME, TOP - 11, Anchor.END, 11, Svg.FAINT, "ns a step");
    svg.text(FASTER, TOP - 11, Anchor.END, 11, Svg.FAINT, "to scalar");
  }

  private static void row(Svg svg, double y, List<RowFigures> both) {
    svg.text(LEFT - 10, y + ROW / 2.0 + 3, Anchor.END, 12, Svg.INK, both.getFirst().text());
    double at = y + (ROW - BAR * both.size()) / 2.0;
    for (RowFigures figures : both) {
      bar(svg, at, figures);
      at += BAR;
    }
  }

  private static void bar(Svg svg, double y, RowFigures figures) {
    double share = Math.min(1, Double.isFinite(figures.share()) ? figures.share() : 0);
    svg.rectangle(
        LEFT, y + 1, FULL * share, BAR - 2, Palette.of(figures.row().kind(), figures.precision()));
    double reference = figures.limit() / figures.reference();
    if (Double.isFinite(reference) && reference <= 1) {
      double x = LEFT + FULL * reference;
      svg.line(x, y, x, y + BAR, Svg.INK, 2.5);
    }
    double line = y + BAR - 3;
    svg.text(SHARE, line, Anchor.END, 11, Svg.INK, Figures.percent(figures.share()));
    svg.text(TIME, line, Anchor.END, 11, Svg.INK, Figures.three(figures.ns()));
    svg.text(FASTER, line, Anchor.END, 11, Svg.INK, Figures.times(figures.fasterBy()));
  }

  private static void legend(Svg svg, double y, Machine machine) {
    svg.rectangle(LEFT, y - 9, 12, 10, "#555555");
    svg.text(LEFT + 18, y, Anchor.START, 11, Svg.INK, "float");
    svg.rectangle(LEFT + 66, y - 9, 12, 10, "#aaaaaa");
    svg.text(LEFT + 84, y, Anchor.START, 11, Svg.INK, "double");
    svg.line(LEFT + 146, y - 10, LEFT + 146, y + 2, Svg.INK, 2.5);
    svg.text(
        LEFT + 154,
        y,
        Anchor.START,
        11,
        Svg.INK,
        "hand-written AVX-512 C, measured elsewhere, against the limits of this run");
    svg.text(20, y + 20, Anchor.START, 11, Svg.FAINT, machine.caption());
  }
}
