package io.skiplane.bench;

import java.io.IOException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * JMH's own command line, with {@link ForkKernel} switched on:
 *
 * <pre>
 * java -jar bench/target/benchmarks.jar                                      everything, hours
 * java -jar bench/target/benchmarks.jar dense -p shape=100x8 -p kernel=vector
 * java -jar bench/target/benchmarks.jar -prof gc -rf json -rff steps.json    with bytes a step
 * java -jar bench/target/benchmarks.jar -h                                   all options
 * </pre>
 */
public final class Main {
  private Main() {}

  /**
   * Runs the benchmarks that the arguments choose; exit code 1 on failure, 2 on wrong arguments.
   */
  public static void main(String[] args) throws IOException {
    try {
      CommandLineOptions options = new CommandLineOptions(args);
      if (asksForText(options)) {
        org.openjdk.jmh.Main.main(args);
        return;
      }
      new Runner(
              new OptionsBuilder()
                  .parent(options)
                  .shouldFailOnError(true)
                  .addProfiler(ForkKernel.class)
                  .build())
          .run();
    } catch (CommandLineOptionException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (RunnerException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static boolean asksForText(CommandLineOptions options) {
    return options.shouldHelp()
        || options.shouldList()
        || options.shouldListWithParams()
        || options.shouldListProfilers()
        || options.shouldListResultFormats();
  }
}
