package io.skiplane.bench.report;

import io.skiplane.bench.peers.PeerName;
import io.skiplane.bench.report.Svg.Anchor;
import io.skiplane.memory.Precision;
import java.util.List;

/** The picture {@code peers.svg}: times of the peers as multiples of Skiplane's, one core. */
final class PeerBars {
  private static final int WIDTH = 960;
  private static final int TOP = 100;
  private static final int LEFT = 220;
  private static final int RIGHT = 880;
  private static final int BAR = 11;
  private static final int GAP = 12;
  private static final double LEAST = 0.5;
  private static final double ROUND = 1.1;

  private final Svg svg;
  private final LogScale x;

  private PeerBars(Svg svg, double most) {
    this.svg = svg;
    x = new LogScale(LEAST, Math.max(20, most * ROUND), LEFT, RIGHT);
  }

  /** The picture, in float. */
  static String of(Results results, Machine machine) {
    List<PeerFigures> works =
        PeerFigures.of(results, Precision.FLOAT, true, machine.caches()).stream()
            .filter(work -> work.results().containsKey(PeerName.SKIPLANE))
            .toList();
    int height = TOP + 56;
    double most = 1;
    for (PeerFigures work : works) {
      height += GAP + BAR * work.results().size();
      for (PeerName peer : work.results().keySet()) {
        most = Math.max(most, work.ratio(peer));
      }
    }
    Svg svg = new Svg(WIDTH, height, "Skiplane and its peers");
    svg.heading(20, 28, 17, "The same work by Skiplane and its peers: times, Skiplane = 1");
    svg.text(
        20,
        48,
        Anchor.START,
        12,
        Svg.INK,
        "Float, one core, answers checked before they are timed; logarithmic. Longer is slower.");
    PeerBars bars = new PeerBars(svg, most);
    bars.axis(height - 46);
    double y = TOP;
    for (PeerFigures work : works) {
      bars.work(y, work);
      y += GAP + BAR * work.results().size();
    }
    bars.legend();
    svg.text(20, height - 14, Anchor.START, 11, Svg.FAINT, machine.caption());
    return svg.document();
  }

  private void axis(double bottom) {
    for (double tick : x.ticks(10, 1, 2, 5)) {
      svg.line(x.at(tick), TOP - 8, x.at(tick), bottom, tick == 1 ? Svg.INK : "#ddd", 1);
      svg.text(x.at(tick), TOP - 13, Anchor.MIDDLE, 11, Svg.INK, Figures.plain(tick));
    }
  }

  private void work(double top, PeerFigures work) {
    double middle = top + BAR * work.results().size() / 2.0 + 4;
    svg.text(LEFT - 10, middle, Anchor.END, 12, Svg.INK, work.work().text());
    double y = top;
    for (PeerName peer : PeerName.values()) {
      double ratio = work.ratio(peer);
      if (Double.isFinite(ratio)) {
        double end = x.at(Math.max(ratio, x.low()));
        svg.rectangle(LEFT, y + 1, end - LEFT, BAR - 2, Palette.of(peer));
        String label =
            peer == PeerName.SKIPLANE ? Figures.three(work.ns(peer)) + " ns" : Figures.times(ratio);
        svg.text(end + 4, y + BAR - 2, Anchor.START, 9, Svg.INK, label);
        y += BAR;
      }
    }
  }

  private void legend() {
    double at = 20;
    for (PeerName peer : PeerName.values()) {
      svg.rectangle(at, 60, 11, 11, Palette.of(peer));
      svg.text(at + 16, 70, Anchor.START, 11, Svg.INK, peer.text());
      at += 34 + 6.4 * peer.text().length();
    }
  }
}
