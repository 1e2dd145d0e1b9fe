package io.skiplane.harness.watch;

import java.util.Locale;

/** A run's state in one line of a terminal. */
final class ProgressLine {
  private static final int FEWEST_BARS = 4;
  private static final String GAP = "  ";

  private ProgressLine() {}

  /** At most {@code width} columns; what is dear to no one goes first. */
  static String of(RunState state, int width) {
    StringBuilder line =
        new StringBuilder(String.format(Locale.ROOT, "%5s", Wording.percent(state.fraction())));
    if (state.studentsInAll() > 1) {
      line.append(GAP).append(String.format(Locale.ROOT, "%,d students", state.students()));
    }
    line.append(GAP).append(Wording.rate(state.stepsPerSecond()));
    line.append(GAP).append(left(state.secondsLeft()));
    if (state.mismatches() >= 0) {
      line.append(GAP).append(mismatches(state.mismatches()));
    }
    double value = state.gaugeValue();
    if (!Double.isNaN(value)) {
      line.append(GAP).append(state.gauge().label()).append(' ');
      if (state.gauge() != Gauge.RATE) {
        line.append(Wording.gauge(state.gauge(), value)).append(' ');
      }
      int room = width - line.length();
      if (room >= FEWEST_BARS) {
        line.append(Sparkline.of(state.history(), room, state.gauge()));
      }
    }
    return line.length() > width ? line.substring(0, width) : line.toString();
  }

  static String left(double seconds) {
    return Double.isNaN(seconds) ? "time left not known yet" : Wording.duration(seconds) + " left";
  }

  static String mismatches(long count) {
    return String.format(Locale.ROOT, count == 1 ? "%,d mismatch" : "%,d mismatches", count);
  }
}
