package io.skiplane.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The option {@code --json} of commands that have one document, for standard output. */
public final class JsonOption {
  private JsonOption() {}

  /**
   * Checks its value, null where it was not given.
   *
   * @throws IllegalArgumentException if it is anything but -
   */
  public static void check(@Nullable String json) {
    if (json != null && !json.equals("-")) {
      throw new IllegalArgumentException(
          "--json is " + json + "; it must be -, for standard output");
    }
  }

  /**
   * Prints the document where it was asked for.
   *
   * @param folder where a run has written its files
   * @throws IOException if standard output has failed by now
   */
  public static void print(@Nullable String json, String document, PrintWriter out, Path folder)
      throws IOException {
    if (json != null) {
      out.print(document);
    }
    if (out.checkError()) {
      throw new IOException("standard output could not be written to; the files are in " + folder);
    }
  }
}
