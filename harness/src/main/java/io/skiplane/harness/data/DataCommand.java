package io.skiplane.harness.data;

import io.skiplane.harness.cli.VersionLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code skiplane data}: files of inputs and labels. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Makes files of inputs and labels for train --gradient resident, and looks at them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiplane data make --inputs 10000 --k 100 --p 8 --out z.npz",
      "  skiplane data show z.npz",
      "  skiplane train --gradient resident --data z.npz --epochs 3 --shuffle blocks"
    },
    subcommands = {MakeCommand.class, ShowCommand.class, HelpCommand.class})
public final class DataCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("the command runs outside picocli");
    }
    throw new ParameterException(spec.commandLine(), "data needs one of the commands make, show");
  }
}
