package io.skiplane.harness.cli;

import io.skiplane.harness.Main;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One run of the command line in this JVM.
 *
 * @param code exit code
 * @param out what went to standard output
 * @param err what went to standard error
 */
public record CommandLineRun(int code, String out, String err) {
  /** Runs {@code skiplane} with these arguments. */
  public static CommandLineRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    return new CommandLineRun(code, out.toString(), err.toString());
  }
}
