package io.skiplane.harness.page;

import java.util.List;

/**
 * A part of a page under a heading.
 *
 * @param heading in plain text
 * @param parts in order
 */
public record Section(String heading, List<Part> parts) {
  /** Copies the parts. */
  public Section {
    parts = List.copyOf(parts);
  }

  /** A section of these parts. */
  public static Section of(String heading, Part... parts) {
    return new Section(heading, List.of(parts));
  }
}
