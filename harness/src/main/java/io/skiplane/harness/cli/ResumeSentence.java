package io.skiplane.harness.cli;

import io.skiplane.harness.checkpoint.RunFolder;
import java.io.IOException;

/** What people are told of a run that they can go on with. */
public final class ResumeSentence {
  private ResumeSentence() {}

  /** The command that goes on. */
  public static String of(String command, RunFolder folder) {
    return "This goes on: skiplane "
        + command
        + " --resume "
        + Shell.quoted(folder.path().toString());
  }

  /** A failure to write, with what to do about it. */
  public static IOException failed(String command, RunFolder folder, Exception e) {
    String reason = String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
    return new IOException(
        "the results could not be written to "
            + folder.path()
            + ": "
            + reason
            + (folder.holdsCheckpoint() ? ". Once that is mended: " + of(command, folder) : ""),
        e);
  }
}
