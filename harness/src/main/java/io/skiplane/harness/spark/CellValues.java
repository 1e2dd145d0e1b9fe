package io.skiplane.harness.spark;

import java.io.Serializable;
import java.util.List;

/**
 * Columns that are the same for all students of a cell.
 *
 * @param names of the columns
 * @param values by cell, then by column: of one type in each column, a Long, Double or String
 */
public record CellValues(List<String> names, List<List<Serializable>> values)
    implements Serializable {
  /** Copies the lists. */
  public CellValues {
    names = List.copyOf(names);
    values = values.stream().map(List::copyOf).toList();
  }
}
