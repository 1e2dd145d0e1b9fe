package io.skiplane.harness.sweep;

import java.util.Arrays;
import java.util.List;

/**
 * Values that someone wrote down, not yet understood.
 *
 * @param texts each value or range
 * @param where they stand, as a sentence about them begins: {@code --k}, or {@code grid.toml, line
 *     3: k}
 */
record Given(List<String> texts, String where) {
  private static final int SHOWN = 60;

  Given {
    texts = List.copyOf(texts);
  }

  /** Of an option: values divided by commas. */
  static Given option(String name, String value) {
    return new Given(Arrays.asList(value.split(",", -1)), "--" + name);
  }

  /** As an option's value. */
  String joined() {
    return String.join(",", texts);
  }

  /** The sentence that says what is wrong with a text and what it must be. */
  IllegalArgumentException wrong(String text, String must) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    return new IllegalArgumentException(
        where + " is " + (shown.isEmpty() ? "empty" : shown) + "; " + must);
  }
}
