package io.skiplane.harness.cli;

/** Words as a shell takes them. */
public final class Shell {
  private Shell() {}

  /** A word, in quotes where it needs them. */
  public static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
