package io.skiplane.bench.cli;

import io.skiplane.bench.report.Comparison;
import io.skiplane.bench.report.Results;
import java.io.IOException;
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
      "2:wrong usage, or a file that cannot be read"
    })
final class CompareCommand implements Callable<Integer> {
  private static final int USAGE = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "A.json", description = "JMH's JSON of the earlier run.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "B.json", description = "JMH's JSON of the later run.")
  private Path after = Path.of("");

  @Override
  public Integer call() {
    try {
      Comparison comparison = Comparison.of(Results.read(before), Results.read(after));
      spec.commandLine().getOut().print(comparison.text());
      spec.commandLine().getOut().flush();
      return comparison.moved() == 0 ? 0 : 1;
    } catch (IOException e) {
      spec.commandLine().getErr().println("bench: cannot read a run: " + e);
      return USAGE;
    }
  }
}
