package io.skiplane.harness.score;

import io.skiplane.harness.cli.KernelInUse;
import io.skiplane.harness.cli.OptionValue;
import io.skiplane.harness.store.WholeFile;
import io.skiplane.harness.study.Agreement;
import io.skiplane.harness.study.Agreements;
import io.skiplane.harness.study.ReproduceSettings;
import io.skiplane.harness.watch.StatusLine;
import io.skiplane.lanes.KernelRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code skiplane bench}: a score for this machine and this JVM. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures how many of each of the five gradient steps this machine takes a second: by the"
          + " scalar kernel and by vectors of 128, 256 and 512 bits, as far as it has them, on one"
          + " thread and on all; beside what it can do at most. Prints a score to compare machines,"
          + " JVMs and flags by.",
      "Each kernel has a JVM of its own. Before anything is timed, and again when it is compiled,"
          + " its answers are checked. End other programs first; SKIPLANE_JAVA_OPTS takes flags for"
          + " the JVM, SKIPLANE_JAVA_HOME another JDK."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiplane bench",
      "  skiplane bench --seconds 300 --json score.json      less noise",
      "  SKIPLANE_JAVA_OPTS=-XX:+UseParallelGC skiplane bench",
      "  SKIPLANE_JAVA_OPTS=-Dskiplane.laneBits=256 skiplane bench      one kernel alone"
    })
public final class BenchCommand implements Callable<Integer> {
  private static final long MOST_SECONDS = 86_400;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "about how long it may take (default: ${DEFAULT-VALUE})")
  private String seconds = "";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "how many threads are all (default: one a processor)")
  private @Nullable String threads;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "write all numbers to FILE too; -: to standard output, the rest to standard" + " error")
  private @Nullable String json;

  @Override
  public Integer call() throws IOException {
    long begin = System.nanoTime();
    double length = OptionValue.whole("--seconds", seconds, 1, MOST_SECONDS);
    int all = OptionValue.threads(threads);
    KernelRuntime runtime = KernelInUse.get();
    WholeFile file = json == null || json.equals("-") ? null : WholeFile.open("--json", json);
    PrintWriter text = "-".equals(json) ? err() : out();
    Machine machine = Machine.here();
    ScoreText.head(machine, all).forEach(text::println);
    text.flush();
    StatusLine status = new StatusLine(err());
    List<KernelScore> kernels;
    try {
      status.show("checking the five steps against each other");
      checkSteps();
      kernels = measure(ScoreKernel.all(runtime), length, all, status);
    } finally {
      status.clear();
    }
    Score score = new Score(machine, all, (System.nanoTime() - begin) / 1e9, kernels);
    ScoreText.of(score).forEach(text::println);
    if (file != null) {
      Path written = file.write(ScoreJson.of(score));
      text.println("Written: " + written);
    }
    text.flush();
    if ("-".equals(json)) {
      out().print(ScoreJson.of(score));
      out().flush();
    }
    return 0;
  }

  /** That all kernels agree does not tell that they are right. */
  private static void checkSteps() {
    ReproduceSettings settings = ReproduceSettings.defaults().withStudents(1);
    for (Agreement agreement : Agreements.check(settings.ks().get(0), settings)) {
      if (!agreement.holds()) {
        throw new IllegalStateException(
            "WRONG ANSWER: "
                + agreement.steps()
                + " disagree; no result of this JVM on this machine can be trusted; skiplane doctor"
                + " tells more");
      }
    }
  }

  private static List<KernelScore> measure(
      List<ScoreKernel> kernels, double seconds, int threads, StatusLine status)
      throws IOException {
    List<KernelScore> scores = new ArrayList<>();
    long deadline = System.nanoTime() + (long) (seconds * 1e9);
    for (ScoreKernel kernel : kernels) {
      String number = (scores.size() + 1) + " of " + kernels.size();
      scores.add(
          Child.run(
              kernel,
              seconds / kernels.size(),
              threads,
              doing ->
                  status.show(
                      String.format(
                          Locale.ROOT,
                          "%s (%s): %s   about %.0f s left",
                          kernel.word(),
                          number,
                          text(doing),
                          Math.max(1, (deadline - System.nanoTime()) / 1e9)))));
    }
    return scores;
  }

  private static String text(Message.Doing doing) {
    return switch (doing.threads()) {
      case 0 -> "the JVM compiles " + doing.item().word();
      case 1 -> doing.item().word() + " on 1 thread";
      default -> doing.item().word() + " on " + doing.threads() + " threads";
    };
  }

  private PrintWriter out() {
    return command().commandLine().getOut();
  }

  private PrintWriter err() {
    return command().commandLine().getErr();
  }

  private CommandSpec command() {
    if (spec == null) {
      throw new IllegalStateException("the command runs outside picocli");
    }
    return spec;
  }
}
