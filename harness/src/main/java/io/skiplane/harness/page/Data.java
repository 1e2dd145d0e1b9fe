package io.skiplane.harness.page;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of a figure as a table: what it draws and what its CSV holds. */
public final class Data {
  private final List<String> names;
  private final List<List<@Nullable Object>> columns = new ArrayList<>();

  /** An empty table with these columns. */
  public Data(List<String> names) {
    this.names = List.copyOf(names);
    for (int i = 0; i < names.size(); i++) {
      columns.add(new ArrayList<>());
    }
  }

  /** An empty table with these columns. */
  public Data(String... names) {
    this(List.of(names));
  }

  /** Adds a row: a value a column, a {@link Number}, text or null; what is not finite is null. */
  public void row(@Nullable Object... values) {
    if (values.length != names.size()) {
      throw new IllegalArgumentException(
          "a row of " + values.length + " values in a table of " + names.size() + " columns");
    }
    for (int i = 0; i < values.length; i++) {
      columns.get(i).add(values[i]);
    }
  }

  /** Rows so far. */
  public int rows() {
    return columns.isEmpty() ? 0 : columns.get(0).size();
  }

  List<String> names() {
    return names;
  }

  List<@Nullable Object> column(int i) {
    return columns.get(i);
  }
}
