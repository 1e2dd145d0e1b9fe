package io.skiplane.harness.page;

/**
 * An entry of a figure's key to its colours.
 *
 * @param name of what is drawn, plain text
 * @param hue its colour, from 1 to {@value #HUES}
 */
public record Key(String name, int hue) {
  /** Colours there are. */
  public static final int HUES = 6;

  /** The colour of the i-th thing, from 0 on; they repeat. */
  public static int hue(int i) {
    return 1 + i % HUES;
  }

  /** Its class in the style sheet and its variable's name. */
  public static String css(int hue) {
    return "hue-" + hue;
  }
}
