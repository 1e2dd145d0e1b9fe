package io.skiplane.harness;

import io.skiplane.harness.cli.CompletionCommand;
import io.skiplane.harness.cli.DoctorCommand;
import io.skiplane.harness.cli.Failures;
import io.skiplane.harness.cli.ReproduceCommand;
import io.skiplane.harness.cli.VersionLine;
import io.skiplane.harness.data.DataCommand;
import io.skiplane.harness.report.ReportCommand;
import io.skiplane.harness.score.BenchCommand;
import io.skiplane.harness.stress.StressCommand;
import io.skiplane.harness.sweep.SweepCommand;
import io.skiplane.harness.train.TrainCommand;
import io.skiplane.harness.watch.WatchCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line {@code skiplane}. */
@Command(
    name = "skiplane",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Trains the two-layer convolutional ResNet of the shortcut theory in SIMD lanes.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiplane reproduce --students 1       a first look at the study, a second",
      "  skiplane reproduce                    the study of the paper",
      "  skiplane sweep phase                  a map of success, a million students",
      "  skiplane train --gradient dense --k 100 --steps 100000",
      "  skiplane data make --inputs 10000     inputs and labels to train on",
      "  skiplane watch skiplane-train         a run in another terminal, live",
      "  skiplane report skiplane-train        a run's page; of several, side by side",
      "  skiplane stress --minutes 30          a burn-in of this machine",
      "  skiplane bench                        a score for this machine and JVM",
      "  skiplane doctor                       what this machine lacks, if anything"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:something went wrong, and standard error says what",
      "2:the command cannot be meant as it is written",
      "3:a stress run came to other bits where it computed again",
      "130 or 143:it was stopped, and standard error says how to go on"
    },
    subcommands = {
      ReproduceCommand.class,
      SweepCommand.class,
      TrainCommand.class,
      DataCommand.class,
      WatchCommand.class,
      BenchCommand.class,
      StressCommand.class,
      ReportCommand.class,
      DoctorCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    })
public final class Main {
  private static final int USAGE = 2;

  private Main() {}

  /** Runs the command line and ends the JVM with its exit code. */
  public static void main(String[] args) {
    // Results hold √ and φ, and JSON is UTF-8 whatever the locale.
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    System.setOut(out);
    System.setErr(err);
    int code = run(writer(out), writer(err), args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /**
   * Runs the command line.
   *
   * @return the exit code: 0, 1 for a failure, 2 for wrong usage
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    try {
      CommandLine line = new CommandLine(new Main());
      line.setOut(out);
      line.setErr(err);
      line.setUsageHelpAutoWidth(false);
      Failures.handle(line);
      if (args.length == 0) {
        line.usage(err);
        return USAGE;
      }
      int code = line.execute(args);
      if (out.checkError() && code == 0) {
        throw new IllegalStateException("standard output could not be written to");
      }
      return code;
    } catch (RuntimeException | Error e) {
      return Failures.report(e, err);
    } finally {
      out.flush();
      err.flush();
    }
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
