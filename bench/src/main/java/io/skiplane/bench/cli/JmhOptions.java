package io.skiplane.bench.cli;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * What stands after {@code --}: options of JMH. Those that the bench sets itself are refused, as
 * JMH would drop them without a word.
 */
final class JmhOptions {
  private static final String ROWS = "--rows chooses what is measured";
  private static final String FOLDER = "--out names the folder of the results";
  private static final String HELP = "see bench/run --help and --list";
  private static final String THREADS = "each row has threads of its own";
  private static final String MODE = "the report is of the time that a step takes on average";
  private static final String WARM_UP = "each fork warms up by itself, until all is compiled";

  /** Every parameter of a benchmark here; the user's own JVM argument is what it may set. */
  private static final List<String> PARAMETERS =
      List.of("row", "precision", "kernel", "level", "peer", "work", "cores", "k", "p");

  /** An option of JMH that cannot be given, how to see that it was, and what to do instead. */
  private record Refused(String name, Predicate<CommandLineOptions> given, String instead) {}

  private static final List<Refused> REFUSED =
      List.of(
          new Refused("a name of benchmarks", jmh -> !jmh.getIncludes().isEmpty(), ROWS),
          new Refused("-e", jmh -> !jmh.getExcludes().isEmpty(), ROWS),
          new Refused(
              "-p",
              jmh -> PARAMETERS.stream().anyMatch(name -> jmh.getParameter(name).hasValue()),
              ROWS),
          new Refused("-t", jmh -> jmh.getThreads().hasValue(), THREADS),
          new Refused("-tg", jmh -> jmh.getThreadGroups().hasValue(), THREADS),
          new Refused("-bm", jmh -> !jmh.getBenchModes().isEmpty(), MODE),
          new Refused("-bs", jmh -> jmh.getMeasurementBatchSize().hasValue(), MODE),
          new Refused("-tu", jmh -> jmh.getTimeUnit().hasValue(), "the report is in nanoseconds"),
          new Refused(
              "-opi",
              jmh -> jmh.getOperationsPerInvocation().hasValue(),
              "each row knows the steps of its calls"),
          new Refused("-wbs", jmh -> jmh.getWarmupBatchSize().hasValue(), MODE),
          new Refused("-wf", jmh -> jmh.getWarmupForkCount().hasValue(), WARM_UP),
          new Refused("-wm", jmh -> jmh.getWarmupMode().hasValue(), WARM_UP),
          new Refused("-wmb", jmh -> !jmh.getWarmupIncludes().isEmpty(), WARM_UP),
          new Refused(
              "-foe",
              jmh -> jmh.shouldFailOnError().hasValue(),
              "a wrong answer of Skiplane's ends the run"),
          new Refused("-jvm", jmh -> jmh.getJvm().hasValue(), "SKIPLANE_JAVA_HOME names the JDK"),
          new Refused("-o", jmh -> jmh.getOutput().hasValue(), FOLDER),
          new Refused("-rf", jmh -> jmh.getResultFormat().hasValue(), FOLDER),
          new Refused("-rff", jmh -> jmh.getResult().hasValue(), FOLDER),
          new Refused("-h", CommandLineOptions::shouldHelp, HELP),
          new Refused("-l", CommandLineOptions::shouldList, HELP),
          new Refused("-lp", CommandLineOptions::shouldListWithParams, HELP),
          new Refused("-lprof", CommandLineOptions::shouldListProfilers, HELP),
          new Refused("-lrf", CommandLineOptions::shouldListResultFormats, HELP));

  private JmhOptions() {}

  /**
   * Parses them.
   *
   * @throws IllegalArgumentException if one is none of JMH's, or cannot be given here
   */
  static CommandLineOptions of(Collection<String> words) {
    CommandLineOptions jmh;
    try {
      jmh = new CommandLineOptions(words.toArray(String[]::new));
    } catch (CommandLineOptionException e) {
      throw new IllegalArgumentException("after --, JMH's options: " + e.getMessage(), e);
    }
    for (Refused option : REFUSED) {
      if (option.given().test(jmh)) {
        throw new IllegalArgumentException(
            "after -- stands "
                + option.name()
                + ", which the bench sets itself: leave it out; "
                + option.instead());
      }
    }
    if (jmh.getForkCount().orElse(1) < 1) {
      throw new IllegalArgumentException(
          "after -- stands -f 0, and without a fork nothing is measured: give 1 or more");
    }
    return jmh;
  }
}
