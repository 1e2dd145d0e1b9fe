package io.skiplane.bench.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the bench; {@code bench/run} and {@code bench/compare} start it. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Measures Skiplane's kernels against the limits of the machine.",
    subcommands = {RunCommand.class, CompareCommand.class})
public final class Main {
  private Main() {}

  /** Runs the command line and ends the JVM with its exit code. */
  public static void main(String[] args) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    System.setOut(out);
    System.setErr(err);
    Runtime.getRuntime().addShutdownHook(new Thread(Main::endForks));
    int code = run(writer(out), writer(err), args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /**
   * Runs the command line.
   *
   * @return the command's exit code; 2 for wrong usage
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new Main());
    line.setOut(out);
    line.setErr(err);
    line.setUsageHelpAutoWidth(false);
    line.setParameterExceptionHandler((e, wrong) -> Failures.usage(e, err));
    line.setExecutionExceptionHandler((e, command, parsed) -> Failures.report(e, err));
    if (args.length == 0) {
      line.usage(err);
      return Failures.USAGE;
    }
    return line.execute(args);
  }

  /** A fork whose parent was stopped would notice only when it has something to send. */
  private static void endForks() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
