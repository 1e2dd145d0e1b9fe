package io.skiplane.bench.cli;

import io.skiplane.bench.ForkKernel;
import io.skiplane.bench.ForkRecord;
import io.skiplane.bench.report.ForkFlags;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs every item in a fork of its own, round after round, so that a machine that slows down or
 * speeds up meanwhile does so for all of them alike: what is claimed are ratios.
 */
final class Rounds {
  private final Effort effort;
  private final Effort scalar;
  private final Options parent;
  private final PrintStream log;
  private final PrintStream progress;
  private final Map<Item, List<RunResult>> results = new LinkedHashMap<>();
  private final Map<Item, String> failed = new LinkedHashMap<>();
  private final long begin = System.nanoTime();

  /**
   * Prepares a run.
   *
   * @param parent JMH's further options, as {@link JmhOptions} lets them pass
   * @param log gets what JMH prints
   * @param progress gets a line for each fork
   */
  Rounds(Effort effort, Options parent, PrintStream log, PrintStream progress) {
    this.effort = effort.given(parent);
    scalar = effort.scalar().given(parent);
    this.parent = parent;
    this.log = log;
    this.progress = progress;
  }

  /**
   * Is given the results of all rounds so far, one for each item; what was not run for want of
   * time; and which peers failed, and why.
   */
  @FunctionalInterface
  interface Keeper {
    void keep(Collection<RunResult> results, List<String> notRun, List<String> failed)
        throws IOException;
  }

  /**
   * Runs all items, and lets the results be kept after each round, as all may take an hour. When
   * the effort's time is over it starts no further one.
   *
   * @return the peers that failed, and why: a crash or a wrong answer of one of them is no reason
   *     to lose the hours of the others
   * @throws RunnerException if anything of Skiplane's own failed
   */
  List<String> run(List<Item> items, Keeper keeper) throws RunnerException, IOException {
    int total = items.size() * effort.rounds();
    int done = 0;
    for (int round = 0; round < effort.rounds(); round++) {
      for (Item item : items) {
        if (isOver()) {
          break;
        }
        done++;
        progress.printf(
            "%3.0f s %d/%d %s ", (System.nanoTime() - begin) / 1e9, done, total, item.text());
        progress.flush();
        progress.println(outcome(item));
      }
      keeper.keep(
          results.values().stream().map(Rounds::merged).toList(),
          items.stream()
              .filter(item -> !results.containsKey(item) && !failed.containsKey(item))
              .map(Item::text)
              .toList(),
          failures());
    }
    return failures();
  }

  private String outcome(Item item) throws RunnerException {
    try {
      RunResult result = fork(item);
      results.computeIfAbsent(item, key -> new ArrayList<>()).add(result);
      return String.format(
          "%.4g %s",
          result.getPrimaryResult().getScore(), result.getPrimaryResult().getScoreUnit());
    } catch (RunnerException e) {
      if (!item.foreign()) {
        throw e;
      }
      String reason = reason(e);
      failed.put(item, reason);
      return "failed: " + reason;
    }
  }

  /** What the fork's JVM and libraries say goes to the log, not between the lines of progress. */
  private RunResult fork(Item item) throws RunnerException {
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setOut(log);
    System.setErr(log);
    try {
      return new Runner(
              options(item),
              OutputFormatFactory.createFormatInstance(
                  log, parent.verbosity().orElse(VerboseMode.NORMAL)))
          .runSingle();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private List<String> failures() {
    return failed.entrySet().stream()
        .map(entry -> entry.getKey().text() + ": " + entry.getValue())
        .toList();
  }

  /** What the benchmark said, which JMH wraps as a cause or, from a fork, as suppressed. */
  private static String reason(Throwable e) {
    Throwable cause = e.getCause();
    if (cause != null) {
      return reason(cause);
    }
    return e.getSuppressed().length > 0 ? reason(e.getSuppressed()[0]) : String.valueOf(e);
  }

  private boolean isOver() {
    return System.nanoTime() - begin > effort.longest().toNanos();
  }

  private Options options(Item item) {
    Effort times = item.scalar() ? scalar : effort;
    List<String> first = new ArrayList<>(ForkFlags.EVERY_FORK);
    first.addAll(times.jvmArguments());
    first.addAll(parent.getJvmArgsPrepend().orElse(List.of()));
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .parent(parent)
            .include("^" + item.benchmark().getName().replace(".", "\\.") + "\\.")
            .forks(1)
            .threads(item.threads())
            .warmupIterations(times.warmUps())
            .warmupTime(times.warmUp())
            .measurementIterations(times.measurements())
            .measurementTime(times.measurement())
            .jvmArgsPrepend(first.toArray(String[]::new))
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class)
            .addProfiler(ForkKernel.class)
            .addProfiler(ForkRecord.class);
    item.parameters().forEach(builder::param);
    if (item.operations() > 0) {
      builder.operationsPerInvocation(item.operations());
    }
    return builder.build();
  }

  /** As JMH would have it, had it run the forks of one benchmark one after the other. */
  private static RunResult merged(List<RunResult> rounds) {
    List<BenchmarkResult> forks = new ArrayList<>();
    rounds.forEach(round -> forks.addAll(round.getBenchmarkResults()));
    return new RunResult(withForks(rounds.getFirst().getParams(), rounds.size()), forks);
  }

  private static BenchmarkParams withForks(BenchmarkParams params, int forks) {
    WorkloadParams parameters = new WorkloadParams();
    int position = 0;
    for (String name : params.getParamsKeys()) {
      parameters.put(name, params.getParam(name), position++);
    }
    return new BenchmarkParams(
        params.getBenchmark(),
        params.generatedBenchmark(),
        params.shouldSynchIterations(),
        params.getThreads(),
        params.getThreadGroups(),
        params.getThreadGroupLabels(),
        forks,
        params.getWarmupForks(),
        params.getWarmup(),
        params.getMeasurement(),
        params.getMode(),
        parameters,
        params.getTimeUnit(),
        params.getOpsPerInvocation(),
        params.getJvm(),
        params.getJvmArgs(),
        params.getJdkVersion(),
        params.getVmName(),
        params.getVmVersion(),
        params.getJmhVersion(),
        params.getTimeout());
  }
}
