package io.skiplane.harness.watch;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run's state in some lines of a terminal, always as many for the same run. */
final class WatchText {
  private static final int NAME_WIDTH = 10;

  private WatchText() {}

  static List<String> of(RunState state, String folder, long now, ZoneId zone) {
    List<String> lines = new ArrayList<>();
    lines.add(
        cut(
            String.format(
                Locale.ROOT,
                "%s in %s, process %d, since %s (%s)",
                state.command(),
                folder,
                state.process(),
                DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
                    .format(Instant.ofEpochMilli(state.began()).atZone(zone)),
                Wording.duration(Math.max(0, now - state.began()) / 1e3))));
    lines.add(row("phase", state.phase().isEmpty() ? "–" : state.phase()));
    lines.add(
        row(
            "done",
            Wording.percent(state.fraction()) + "   " + ProgressLine.left(state.secondsLeft())));
    lines.add(row("steps", counted(state.steps(), state.stepsInAll())));
    if (state.studentsInAll() > 1) {
      lines.add(row("students", counted(state.students(), state.studentsInAll())));
    }
    lines.add(row("rate", Wording.rate(state.stepsPerSecond())));
    if (state.mismatches() >= 0) {
      lines.add(row("check", ProgressLine.mismatches(state.mismatches())));
    }
    double value = state.gaugeValue();
    String bars = Sparkline.of(state.history(), History.LENGTH, state.gauge());
    lines.add(
        row(
            state.gauge() == Gauge.RATE ? "" : state.gauge().label(),
            Double.isNaN(value)
                ? "not known yet"
                : String.format(
                    Locale.ROOT,
                    "%-10s %s",
                    state.gauge() == Gauge.RATE ? "" : Wording.gauge(state.gauge(), value),
                    bars)));
    return lines;
  }

  private static String counted(long count, long inAll) {
    return inAll > 0
        ? String.format(Locale.ROOT, "%,d of %,d", count, inAll)
        : String.format(Locale.ROOT, "%,d", count);
  }

  private static String row(String name, String text) {
    return cut("  " + name + " ".repeat(NAME_WIDTH - name.length()) + text);
  }

  private static String cut(String line) {
    return line.length() > StatusLine.WIDTH ? line.substring(0, StatusLine.WIDTH - 1) + "…" : line;
  }
}
