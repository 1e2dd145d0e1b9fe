package io.skiplane.harness.page;

/**
 * A cell of a table.
 *
 * @param role what it is
 * @param text plain
 * @param small beside it, smaller; may be empty
 * @param hue of a swatch before the text; 0 for none
 */
public record Cell(Role role, String text, String small, int hue) {
  /** What a cell is. */
  public enum Role {
    /** The head of its row. */
    HEAD,
    /** Text. */
    TEXT,
    /** A number. */
    NUMBER,
    /** A number that says nothing happened. */
    NONE,
    /** A verdict that is as it should be. */
    GOOD,
    /** A verdict that is not. */
    BAD
  }

  /** The head of a row. */
  public static Cell head(String text) {
    return new Cell(Role.HEAD, text, "", 0);
  }

  /** The head of a row with its colour in the figures. */
  public static Cell head(String text, int hue) {
    return new Cell(Role.HEAD, text, "", hue);
  }

  /** Text. */
  public static Cell text(String text) {
    return new Cell(Role.TEXT, text, "", 0);
  }

  /** A number. */
  public static Cell number(String text) {
    return new Cell(Role.NUMBER, text, "", 0);
  }

  /** A number with something beside it. */
  public static Cell number(String text, String small) {
    return new Cell(Role.NUMBER, text, small, 0);
  }

  /** A verdict in words. */
  public static Cell verdict(boolean good, String text) {
    return new Cell(good ? Role.GOOD : Role.BAD, text, "", 0);
  }
}
