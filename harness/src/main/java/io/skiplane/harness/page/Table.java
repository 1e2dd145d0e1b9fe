package io.skiplane.harness.page;

import java.util.List;

/**
 * A table in the text of a page.
 *
 * @param caption plain text
 * @param columns their heads, that of the groups first if there are groups
 * @param groups rows by groups
 */
public record Table(String caption, List<Column> columns, List<Group> groups) implements Part {
  /** Copies the lists. */
  public Table {
    columns = List.copyOf(columns);
    groups = List.copyOf(groups);
  }

  /**
   * A column.
   *
   * @param head plain text
   * @param text whether it holds text, not numbers
   */
  public record Column(String head, boolean text) {
    /** A column of text. */
    public static Column text(String head) {
      return new Column(head, true);
    }

    /** A column of numbers. */
    public static Column number(String head) {
      return new Column(head, false);
    }
  }

  /**
   * Rows that belong together.
   *
   * @param head in the first column, for all rows; empty where there are no groups
   * @param rows cells of each row
   */
  public record Group(String head, List<List<Cell>> rows) {}

  /** A table without groups. */
  public static Table of(String caption, List<Column> columns, List<List<Cell>> rows) {
    return new Table(caption, columns, List.of(new Group("", rows)));
  }
}
