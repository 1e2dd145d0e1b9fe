package io.skiplane.harness.cli;

/** The option {@code --checkpoint} of commands that run for long. */
public final class CheckpointOption {
  /** What it is if not given. */
  public static final String DEFAULT_SECONDS = "30";

  /** For help texts. */
  public static final String DESCRIPTION =
      "save the state every S seconds, to go on from if the run is killed; 0: only when it is"
          + " stopped (default: ${DEFAULT-VALUE})";

  private static final long MOST_SECONDS = 86_400;

  private CheckpointOption() {}

  /**
   * The interval in nanoseconds, 0 for none.
   *
   * @throws IllegalArgumentException if the text is no such number of seconds
   */
  public static long nanoseconds(String text) {
    double seconds = OptionValue.finite("--checkpoint", text);
    if (!(seconds >= 0 && seconds <= MOST_SECONDS)) {
      throw new IllegalArgumentException(
          "--checkpoint is " + text + "; it must be a number of seconds from 0 to 86400");
    }
    return (long) Math.ceil(seconds * 1e9);
  }
}
