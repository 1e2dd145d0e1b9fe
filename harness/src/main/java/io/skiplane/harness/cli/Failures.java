package io.skiplane.harness.cli;

import io.skiplane.descent.DivergenceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The one place where errors become a sentence and an exit code: 2 for what the user asked wrongly,
 * 1 for what went wrong while doing it.
 */
public final class Failures {
  private static final int FAILURE = 1;
  private static final int USAGE = 2;

  private Failures() {}

  /** Lets every command of {@code line} report through this class. */
  public static void handle(CommandLine line) {
    line.setParameterExceptionHandler(Failures::parameter);
    line.setExecutionExceptionHandler((e, command, parsed) -> execution(e, command.getErr()));
  }

  private static int parameter(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    say(
        command.getErr(),
        e.getMessage() + "; see " + command.getCommandSpec().qualifiedName() + " --help");
    return USAGE;
  }

  private static int execution(Exception e, PrintWriter err) {
    return report(e, err);
  }

  /** Prints the sentence of an error and returns its exit code. */
  public static int report(Throwable e, PrintWriter err) {
    if (e instanceof OutOfMemoryError) {
      memory(e, err);
      return FAILURE;
    }
    switch (e) {
      case IllegalArgumentException usage -> {
        say(err, usage.getMessage());
        return USAGE;
      }
      case UncheckedIOException io -> {
        Throwable cause = io.getCause();
        say(err, cause == null ? io.getMessage() : cause.getMessage());
      }
      case IOException io -> say(err, io.getMessage());
      case IllegalStateException state -> say(err, state.getMessage());
      case DivergenceException divergence -> say(err, divergence.getMessage());
      default -> {
        say(err, "this is a fault of Skiplane; please report it with what follows:");
        e.printStackTrace(err);
        err.flush();
      }
    }
    return FAILURE;
  }

  /** As there may be next to none left: nothing that makes classes, as + and switch would. */
  private static void memory(Throwable e, PrintWriter err) {
    err.print("skiplane: not enough memory (");
    err.print(e.getMessage());
    err.println("): give the JVM more, or ask for less");
    err.flush();
  }

  private static void say(PrintWriter err, @Nullable String message) {
    String line = message == null ? "an error without a message" : message;
    err.println("skiplane: " + line.strip().replaceAll("\\s*\\R\\s*", " "));
    err.flush();
  }
}
