package io.skiplane.harness.train;

import io.skiplane.descent.Descent;
import io.skiplane.descent.Point;
import io.skiplane.harness.checkpoint.AppendedFile.Mark;
import io.skiplane.harness.cli.GivenOptions;
import io.skiplane.harness.host.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of a run as a later run can be given them, from whatever folder it is started.
 *
 * @param arguments name and value of each
 * @param inputs the files among them
 */
record TrainArguments(List<String> arguments, List<InputFile> inputs) {
  /** Those of a run that goes on. */
  TrainArguments(TrainCheckpoint from) {
    this(from.arguments(), from.inputs());
  }

  /** A checkpoint of the run, where its descent is now. */
  TrainCheckpoint checkpoint(Descent descent, Point first, Mark points) {
    List<Double> state = Arrays.stream(descent.resumeState()).boxed().toList();
    return new TrainCheckpoint(
        Version.text(), arguments, inputs, descent.step(), state, first, points);
  }

  /** Those that were given. */
  static TrainArguments of(ParseResult parsed) throws IOException {
    List<String> arguments = new ArrayList<>();
    List<InputFile> inputs = new ArrayList<>();
    for (OptionSpec option : GivenOptions.saved(parsed)) {
      String value = GivenOptions.value(option);
      if (option.type() == Path.class) {
        Path path = Path.of(value);
        if (Files.exists(path)) { // Whoever reads it says what is wrong with it.
          InputFile input = InputFile.of(path);
          inputs.add(input);
          value = input.path();
        }
      }
      arguments.add(option.longestName() + "=" + value);
    }
    return new TrainArguments(arguments, inputs);
  }
}
