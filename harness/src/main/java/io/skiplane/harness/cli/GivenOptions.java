package io.skiplane.harness.cli;

import io.skiplane.harness.watch.JfrOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options that a command was given, for a run that goes on later. */
public final class GivenOptions {
  /** Options that tell where a run's output goes and how it is kept, and not what it is. */
  private static final Set<String> OUTPUT = Set.of("--out", "--json", "--resume", JfrOption.NAME);

  private GivenOptions() {}

  /** Name and value of each, as a command line takes them. */
  public static List<String> of(ParseResult parsed) {
    List<String> arguments = new ArrayList<>();
    for (OptionSpec option : saved(parsed)) {
      arguments.add(option.longestName() + "=" + value(option));
    }
    return arguments;
  }

  /** Those that say what a run is. */
  public static List<OptionSpec> saved(ParseResult parsed) {
    return parsed.matchedOptions().stream()
        .filter(option -> !OUTPUT.contains(option.longestName()))
        .toList();
  }

  /** The value that one was given. */
  public static String value(OptionSpec option) {
    return option.stringValues().isEmpty() ? "" : option.stringValues().getLast();
  }

  /**
   * Checks that a run that goes on is told nothing new.
   *
   * @param allowed options that change no result
   * @throws IllegalArgumentException naming the option that is
   */
  public static void checkBesideResume(ParseResult parsed, Set<String> allowed) {
    for (OptionSpec option : parsed.matchedOptions()) {
      String name = option.longestName();
      if (!name.equals("--resume") && !allowed.contains(name)) {
        throw new IllegalArgumentException(
            name
                + " cannot stand beside --resume, which goes on with the options that the run was"
                + " started with; leave it out");
      }
    }
  }
}
