package io.skiplane.bench.report;

import io.skiplane.bench.report.Svg.Anchor;
import io.skiplane.bench.rows.Caches;
import io.skiplane.bench.rows.Level;
import io.skiplane.bench.rows.Limits;
import io.skiplane.memory.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The picture {@code sweep.svg}: nanoseconds a number over the bytes of the input, a line a p. */
final class SweepPicture {
  private static final int WIDTH = 960;
  private static final int TOP = 70;
  private static final int PANEL = 410;
  private static final int PLOT = 330;
  private static final int LEFT = 70;
  private static final int RIGHT = 790;
  private static final int LEGEND = 812;

  /** Dark to light, as p grows. */
  private static final String[] COLOURS = {
    "#440154", "#482878", "#3e4a89", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58",
    "#b5a000"
  };

  private final Svg svg;
  private final Precision precision;
  private final double top;
  private final LogScale x;
  private final LogScale y;

  private SweepPicture(
      Svg svg, Precision precision, double top, List<SweepPoint> points, Limits limits) {
    this.svg = svg;
    this.precision = precision;
    this.top = top;
    double most = points.stream().mapToDouble(point -> point.shape().bytes()).max().orElse(1 << 30);
    double low = points.stream().mapToDouble(SweepPoint::each).min().orElse(0.01);
    double high = points.stream().mapToDouble(SweepPoint::each).max().orElse(1);
    x = new LogScale(512, Math.max(most, 1024) * 2, LEFT, RIGHT);
    double flops = 4 / limits.gigaflops(precision);
    double least = Double.isFinite(flops) ? Math.min(low, flops) : low;
    y = new LogScale(least / 1.5, high * 1.5, top + PLOT, top);
  }

  /** The picture. */
  static String of(Results results, Machine machine) {
    int height = TOP + PANEL * Precision.values().length + 24;
    Svg svg = new Svg(WIDTH, height, "Skiplane: cost as the work grows");
    svg.heading(20, 28, 17, "Cost as the work grows: nanoseconds for each number of the input");
    svg.text(
        20,
        48,
        Anchor.START,
        12,
        Svg.INK,
        "One resident step, one core; k and p grow independently. Flat, but for fixed costs on the"
            + " left and the caches' ends.");
    double top = TOP;
    for (Precision precision : Precision.values()) {
      List<SweepPoint> points = SweepPoint.of(results, precision);
      if (!points.isEmpty()) {
        SweepPicture panel = new SweepPicture(svg, precision, top, points, results.limits());
        panel.grid();
        panel.caches(machine.caches(), results.limits());
        panel.lines(points);
      }
      top += PANEL;
    }
    svg.text(20, height - 10, Anchor.START, 11, Svg.FAINT, machine.caption());
    return svg.document();
  }

  private void grid() {
    for (double tick : x.ticks(4, 1)) {
      svg.line(x.at(tick), top, x.at(tick), top + PLOT, "#eee", 1);
      svg.text(x.at(tick), top + PLOT + 16, Anchor.MIDDLE, 11, Svg.INK, bytes(tick));
    }
    for (double tick : y.ticks(10, 1, 2, 5)) {
      svg.line(LEFT, y.at(tick), RIGHT, y.at(tick), "#eee", 1);
      svg.text(LEFT - 6, y.at(tick) + 4, Anchor.END, 11, Svg.INK, Figures.plain(tick));
    }
    svg.line(LEFT, top, LEFT, top + PLOT, Svg.INK, 1);
    svg.line(LEFT, top + PLOT, RIGHT, top + PLOT, Svg.INK, 1);
    String name = precision.name().toLowerCase(Locale.ROOT);
    svg.text(
        (LEFT + RIGHT) / 2.0,
        top + PLOT + 34,
        Anchor.MIDDLE,
        12,
        Svg.INK,
        "bytes of the input, k·p numbers in " + name);
    svg.turned(22, top + PLOT / 2.0, -90, 12, Svg.INK, "ns a number, " + name);
  }

  /** Where each cache ends, and the limit within it. */
  private void caches(Caches caches, Limits limits) {
    double begin = x.low();
    for (Level level : Level.values()) {
      double end =
          switch (level) {
            case L1 -> caches.l1();
            case L2 -> caches.l2();
            case L3 -> caches.l3();
            case DRAM -> x.high();
          };
      double right = Math.min(end, x.high());
      if (right > begin) {
        double limit =
            Math.max(4 / limits.gigaflops(precision), precision.bytes() / limits.bandwidth(level));
        if (Double.isFinite(limit) && limit > y.low()) {
          svg.line(x.at(begin), y.at(limit), x.at(right), y.at(limit), Svg.INK, 2);
        }
        double middle = (x.at(begin) + x.at(right)) / 2;
        svg.text(middle, top + 12, Anchor.MIDDLE, 11, Svg.FAINT, level.toString());
        if (right < x.high()) {
          svg.line(x.at(right), top, x.at(right), top + PLOT, Svg.FAINT, 1);
        }
      }
      begin = right;
    }
  }

  private void lines(List<SweepPoint> points) {
    List<Long> ps = points.stream().map(point -> point.shape().p()).distinct().toList();
    double line = top + 12;
    svg.text(LEGEND, line, Anchor.START, 11, Svg.FAINT, "numbers of a patch");
    for (int i = 0; i < ps.size(); i++) {
      long p = ps.get(i);
      String colour = COLOURS[i * (COLOURS.length - 1) / Math.max(1, ps.size() - 1)];
      List<SweepPoint> mine = points.stream().filter(point -> point.shape().p() == p).toList();
      List<Double> path = new ArrayList<>();
      for (SweepPoint point : mine) {
        double at = x.at(point.shape().bytes());
        double height = y.at(point.each());
        path.add(at);
        path.add(height);
        svg.circle(at, height, 3, colour);
      }
      svg.path(path.stream().mapToDouble(Double::doubleValue).toArray(), colour, 1.5);
      line += 18;
      svg.line(LEGEND, line - 4, LEGEND + 18, line - 4, colour, 3);
      svg.text(LEGEND + 26, line, Anchor.START, 11, Svg.INK, "p = " + p);
    }
    line += 22;
    svg.line(LEGEND, line - 4, LEGEND + 18, line - 4, Svg.INK, 2);
    svg.text(LEGEND + 26, line, Anchor.START, 11, Svg.INK, "limit, this run");
  }

  private static String bytes(double value) {
    long size = Math.round(value);
    if (size >= 1 << 30) {
      return (size >> 30) + " GiB";
    }
    return size >= 1 << 20
        ? (size >> 20) + " MiB"
        : size >= 1 << 10 ? (size >> 10) + " KiB" : size + " B";
  }
}
