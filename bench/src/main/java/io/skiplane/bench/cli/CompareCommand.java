package io.skiplane.bench.cli;

import io.skiplane.bench.report.Comparison;
import io.skiplane.bench.report.Results;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which rows moved between two runs. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Says which rows moved between two runs by more than their two errors together.",
      "The machine's limits stand above them: where those moved, the machine did."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:no row moved by more than its error",
      "1:at least one did",
      "2:wrong usage; a file that cannot be read; no row that is in both runs; or no row whose"
          + " error is known"
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "A.json", description = "JMH's JSON of the earlier run.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "B.json", description = "JMH's JSON of the later run.")
  private Path after = Path.of("");

  @Override
  public Integer call() {
    Comparison comparison = Comparison.of(Results.read(before), Results.read(after));
    spec.commandLine().getOut().print(comparison.text());
    spec.commandLine().getOut().flush();
    if (comparison.chosen() == 0) {
      throw new IllegalArgumentException(
          "nothing was compared, as no row is both in "
              + before
              + " and in "
              + after
              + ": measure the same rows twice");
    }
    if (comparison.blind()) {
      throw new IllegalArgumentException(
          "whether a row moved is unknown, as no row has an error in both runs: measure more than"
              + " one iteration of each");
    }
    return comparison.moved() == 0 ? 0 : 1;
  }
}
