package io.skiplane.harness.cli;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines of at most 80 columns. */
public final class Wrapped {
  /** Columns. */
  public static final int WIDTH = 80;

  private Wrapped() {}

  /** The text after a head, with the lines after the first indented as far. */
  public static List<String> lines(String head, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(head);
    boolean first = true;
    for (String word : text.split(" ", -1)) {
      if (!first && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(head.length()));
        first = true;
      }
      line.append(first ? "" : " ").append(word);
      first = false;
    }
    lines.add(line.toString());
    return lines;
  }
}
