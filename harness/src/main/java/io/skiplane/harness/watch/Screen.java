package io.skiplane.harness.watch;

import java.io.PrintWriter;
import java.util.List;

/** Lines on a terminal that are written over by the next ones. */
final class Screen {
  private static final String ERASE_LINE = "\u001b[2K";
  private static final String ERASE_BELOW = "\u001b[J";
  private static final String WRAP_OFF = "\u001b[?7l";
  private static final String WRAP_ON = "\u001b[?7h";

  private final PrintWriter out;
  private int lines;

  Screen(PrintWriter out) {
    this.out = out;
  }

  void show(List<String> next) {
    StringBuilder text = new StringBuilder();
    if (lines > 0) {
      text.append("\u001b[").append(lines).append('A');
    }
    text.append('\r').append(WRAP_OFF);
    for (String line : next) {
      text.append(ERASE_LINE).append(line).append('\n');
    }
    text.append(ERASE_BELOW).append(WRAP_ON);
    lines = next.size();
    out.print(text);
    out.flush();
  }
}
