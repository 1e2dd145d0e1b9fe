package io.skiplane.bench.cli;

import io.skiplane.bench.ForkKernel;
import io.skiplane.bench.Pinning;
import io.skiplane.bench.report.Machine;
import io.skiplane.bench.report.Report;
import io.skiplane.bench.rows.Caches;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures and writes the report. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Measures nanoseconds per gradient step, and the machine's limits in the same run.",
      "Writes bench.json (JMH's own form), machine.json, bench.md with bars.svg and roofline.svg,"
          + " and jmh.log; with --sweep instead sweep.json, sweep-machine.json, sweep.md and"
          + " sweep.svg; with --peers peers.json, peers-machine.json, bench.md and peers.svg."
    })
final class RunCommand implements Callable<Integer> {
  private static final int SWEEP_STEP = 2;
  private static final int QUICK_SWEEP_STEP = 4;
  private static final long DEFAULT_MEBIBYTES = 256;
  private static final long MOST_MEBIBYTES = 1L << 24;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--quick",
      description = "One short fork for each row: all of them within 5 minutes, for a look only.")
  private boolean quick;

  @ArgGroup(exclusive = true)
  private Instead instead = new Instead();

  /** What may be measured instead of the rows. */
  private static final class Instead {
    @Option(
        names = "--sweep",
        description =
            "Instead of the rows: the resident step over k and p from 16 to 2^20, each four times"
                + " the one before (sixteen times with --quick).")
    private boolean sweep;

    @Option(
        names = "--peers",
        description = {
          "Instead of the rows: the same work by Skiplane and by what a user would take instead,",
          "answers checked first. About two hours; --quick: single inputs in float on one core."
        })
    private boolean peers;
  }

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description = "With --sweep: its largest input (default: " + DEFAULT_MEBIBYTES + " MiB).")
  private @Nullable Long memory;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "skiplane-bench",
      description = "Where the results go (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("skiplane-bench");

  @Option(
      names = "--rows",
      paramLabel = "REGEX",
      defaultValue = "",
      description = {
        "Only the rows whose id contains this, for example 'resident.*-float' (ids: see --list).",
        "The limits are always measured."
      })
  private String rows = "";

  @Option(
      names = "--report",
      description = "Measures nothing: writes the report of DIR's results anew.")
  private boolean reportOnly;

  @Option(names = "--list", description = "Prints the ids of the rows and ends.")
  private boolean list;

  @Parameters(
      paramLabel = "JMH",
      arity = "0..*",
      description =
          "After --: further options of JMH, for example -prof perfasm; -f, -wi, -w, -i and -r"
              + " instead of the bench's own rounds, iterations and times.")
  private List<String> jmh = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    Predicate<String> wanted = wanted();
    long bytes = mebibytes() << 20;
    CommandLineOptions further = JmhOptions.of(jmh);
    Caches caches = Caches.here();
    int cores = Runtime.getRuntime().availableProcessors();
    int step = quick ? QUICK_SWEEP_STEP : SWEEP_STEP;
    Subject subject = subject();
    List<Item> chosen =
        switch (subject) {
          case ROWS -> Item.rows(wanted, cores);
          case SWEEP -> Item.sweep(bytes, step, wanted);
          case PEERS -> Item.peers(wanted, cores, quick);
        };
    if (reportOnly) {
      report();
      return 0;
    }
    List<String> ids =
        switch (subject) {
          case ROWS -> Item.ids().stream().filter(wanted).toList();
          case SWEEP -> chosen.stream().map(Item::text).toList();
          case PEERS -> Item.peerIds().stream().filter(wanted).toList();
        };
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("no row's id contains " + rows + "; see --list");
    }
    if (list) {
      ids.forEach(spec.commandLine().getOut()::println);
      return 0;
    }
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "no row whose id contains "
              + rows
              + (subject == Subject.PEERS
                  ? " is run with --quick; leave it out"
                  : " runs on one core"));
    }
    // The rows' largest steps are of two threads.
    List<Item> items = Item.limits(caches, subject == Subject.PEERS ? cores : Math.min(cores, 2));
    items.addAll(chosen);
    if (System.getProperty(ForkKernel.PREFIX) == null) {
      System.setProperty(ForkKernel.PREFIX, Pinning.prefix());
    }
    Effort effort = quick ? Effort.QUICK : subject.effort();
    OutputFolder.open(out);
    long begin = System.nanoTime();
    List<String> failed;
    try (PrintStream log = stream(out.resolve("jmh.log"))) {
      failed =
          new Rounds(effort, further, log, System.err)
              .run(
                  items,
                  (results, notRun, soFar) ->
                      keep(results, notRun, soFar, (System.nanoTime() - begin) / 1e9, caches));
    } catch (RunnerException e) {
      String told = e.getMessage() + "; what JMH printed is in " + out.resolve("jmh.log");
      throw new IllegalStateException(told, e);
    }
    report();
    if (!failed.isEmpty()) {
      throw new IllegalStateException(
          "what was timed is in the report, but some peers failed: " + String.join("; ", failed));
    }
    return 0;
  }

  private Subject subject() {
    return instead.sweep ? Subject.SWEEP : instead.peers ? Subject.PEERS : Subject.ROWS;
  }

  private Predicate<String> wanted() {
    try {
      return Pattern.compile(rows).asPredicate();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "--rows is " + rows + ", which is no regular expression: " + e.getDescription(), e);
    }
  }

  private long mebibytes() {
    if (memory == null) {
      return DEFAULT_MEBIBYTES;
    }
    if (!instead.sweep) {
      throw new IllegalArgumentException(
          "--memory is of the sweep's inputs alone: add --sweep, or leave it out");
    }
    if (memory < 1 || memory > MOST_MEBIBYTES) {
      throw new IllegalArgumentException(
          "--memory is " + memory + "; it must be from 1 to " + MOST_MEBIBYTES + " MiB");
    }
    return memory;
  }

  private void keep(
      Collection<RunResult> results,
      List<String> notRun,
      List<String> failed,
      double seconds,
      Caches caches)
      throws IOException {
    try (PrintStream json = stream(out.resolve(subject().results()))) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, json).writeOut(results);
    }
    String pinned = System.getProperty(ForkKernel.PREFIX, "");
    Machine.here(caches, pinned, seconds, quick, notRun, failed, Libraries.versions())
        .write(out.resolve(subject().machine()));
  }

  private void report() throws IOException {
    spec.commandLine().getOut().println(instead.sweep ? Report.writeSweep(out) : Report.write(out));
    spec.commandLine().getErr().println("The report is in " + out.toAbsolutePath() + ".");
  }

  private static PrintStream stream(Path file) throws IOException {
    return new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
  }
}
