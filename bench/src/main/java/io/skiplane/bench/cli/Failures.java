package io.skiplane.bench.cli;

import io.skiplane.bench.report.FileProblem;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** The one place where errors become a sentence and an exit code. */
final class Failures {
  /** Wrong usage, or what cannot be read. */
  static final int USAGE = 2;

  private static final int FAILURE = 1;

  private Failures() {}

  /** Prints the sentence of an error and returns its exit code. */
  static int report(Exception e, PrintWriter err) {
    say(e instanceof IOException io ? FileProblem.reason(io) : e.getMessage(), e, err);
    return e instanceof IllegalArgumentException ? USAGE : FAILURE;
  }

  /** Prints the sentence of wrong usage and returns its exit code. */
  static int usage(Exception e, PrintWriter err) {
    say(e.getMessage(), e, err);
    return USAGE;
  }

  private static void say(@Nullable String message, Exception e, PrintWriter err) {
    String sentence = message == null ? "this is a fault of the bench: " + e : message;
    err.println("bench: " + sentence.strip().replaceAll("\\s*\\R\\s*", " "));
  }
}
