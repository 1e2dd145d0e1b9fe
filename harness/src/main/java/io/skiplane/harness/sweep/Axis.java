package io.skiplane.harness.sweep;

import java.util.List;

/**
 * A parameter that a grid runs over.
 *
 * @param parameter which
 * @param labels its values as they were asked for, such as {@code 1/k^2}; what that is in a cell
 *     says {@link Parameter#value}
 */
public record Axis(Parameter parameter, List<String> labels) {
  /** Copies the list. */
  public Axis {
    labels = List.copyOf(labels);
  }

  /** Number of values. */
  public int size() {
    return labels.size();
  }
}
