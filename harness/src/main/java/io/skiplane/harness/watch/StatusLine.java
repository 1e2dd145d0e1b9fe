package io.skiplane.harness.watch;

import java.io.PrintWriter;

/**
 * What a run is at: on a terminal one line that is written over, elsewhere a plain line now and
 * then.
 */
public final class StatusLine {
  private static final String ERASE_LINE = "\r\u001b[2K";

  /** From the first plain line to the second, and so on twice as long, up to the longest. */
  private static final double FIRST_PLAIN_SECONDS = 5;

  private static final double LONGEST_PLAIN_SECONDS = 600;

  /** Columns; a line that wraps cannot be written over. */
  public static final int WIDTH = 79;

  /** A narrow terminal cuts the line instead of breaking it. */
  private static final String WRAP_OFF = "\u001b[?7l";

  private static final String WRAP_ON = "\u001b[?7h";

  private final PrintWriter err;
  private final boolean terminal;
  private long told = System.nanoTime();
  private double plainSeconds = FIRST_PLAIN_SECONDS;

  /** A line on {@code err}, which is standard error. */
  public StatusLine(PrintWriter err) {
    this(err, Terminal.onStandardError());
  }

  StatusLine(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /** Shows a line in place of the last one; elsewhere than on a terminal, if it is time for one. */
  public void show(String text) {
    String line = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
    if (terminal) {
      err.print(ERASE_LINE + WRAP_OFF + line + WRAP_ON);
      err.flush();
    } else if ((System.nanoTime() - told) / 1e9 >= plainSeconds) {
      plainSeconds = Math.min(2 * plainSeconds, LONGEST_PLAIN_SECONDS);
      told = System.nanoTime();
      err.println(line.strip());
      err.flush();
    }
  }

  /** Clears the line that is written over. */
  public void clear() {
    if (terminal) {
      err.print(ERASE_LINE);
      err.flush();
    }
  }
}
