package io.skiplane.bench.cli;

import io.skiplane.bench.ForkKernel;
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
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
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
      "Writes bench.json (JMH's own form), machine.json, bench.md with bars.svg and roofline.svg,",
      "and jmh.log."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--quick",
      description = "One short fork for each row: all of them within 5 minutes, for a look only.")
  private boolean quick;

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
      description = "After --: further options of JMH, for example -prof perfasm.")
  private List<String> jmh = new ArrayList<>();

  @Override
  public Integer call() throws IOException, RunnerException, CommandLineOptionException {
    Pattern pattern = Pattern.compile(rows);
    List<Item> chosen = Item.rows(id -> pattern.matcher(id).find());
    if (list) {
      Item.ids().forEach(spec.commandLine().getOut()::println);
      return 0;
    }
    if (reportOnly) {
      spec.commandLine().getOut().println(Report.write(out));
      return 0;
    }
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "no row's id contains " + rows + "; --list prints them all");
    }
    Caches caches = Caches.here();
    List<Item> items = new ArrayList<>(Item.limits(caches));
    items.addAll(chosen);
    Files.createDirectories(out);
    if (System.getProperty(ForkKernel.PREFIX) == null) {
      System.setProperty(ForkKernel.PREFIX, Pinning.prefix());
    }
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    long begin = System.nanoTime();
    Collection<RunResult> results;
    try (PrintStream log =
        new PrintStream(
            Files.newOutputStream(out.resolve("jmh.log")), false, StandardCharsets.UTF_8)) {
      CommandLineOptions further = new CommandLineOptions(jmh.toArray(String[]::new));
      results = new Rounds(effort, further, log, System.err).run(items);
    }
    write(results, Machine.here(caches, System.getProperty(ForkKernel.PREFIX, ""), (System.nanoTime() - begin) / 1e9, quick));
    return 0;
  }

  private void write(Collection<RunResult> results, Machine machine) throws IOException {
    Path json = out.resolve("bench.json");
    try (PrintStream stream =
        new PrintStream(Files.newOutputStream(json), false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(results);
    }
    machine.write(out.resolve("machine.json"));
    spec.commandLine().getOut().println(Report.write(out));
  }
}
