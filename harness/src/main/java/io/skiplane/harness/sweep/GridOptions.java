package io.skiplane.harness.sweep;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options of {@code sweep} that a TOML file can hold too, with their help texts. */
@SuppressWarnings("UnusedVariable") // Read by their names, in the order in which they were given.
final class GridOptions {
  @Option(names = "--k", paramLabel = "K", description = "number of patches (default: 16)")
  private @Nullable String k;

  @Option(names = "--p", paramLabel = "P", description = "size of a patch (default: 8)")
  private @Nullable String p;

  @Option(
      names = "--gradient",
      paramLabel = "NAME",
      description = "reduced, population, dense, projected or angular (default: reduced)")
  private @Nullable String gradient;

  @Option(
      names = "--batch",
      paramLabel = "B",
      description = "inputs a step, for dense, projected and angular (default: 1)")
  private @Nullable String batch;

  @Option(
      names = "--precision",
      paramLabel = "FORMAT",
      description = "float or double (default: double)")
  private @Nullable String precision;

  @Option(names = "--start", paramLabel = "KIND", description = "resnet or cnn (default: resnet)")
  private @Nullable String start;

  @Option(names = "--eta-a", paramLabel = "X", description = "step size of a (default: 1/k^2)")
  private @Nullable String etaA;

  @Option(
      names = "--eta-w",
      paramLabel = "X",
      description = "step size of w after the warm-up (default: that of a)")
  private @Nullable String etaW;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "steps of the warm-up, in which w is slow; 0 for none (default: 1000)")
  private @Nullable String warmUp;

  @Option(
      names = "--warm-up-eta-w",
      paramLabel = "X",
      description = "step size of w in the warm-up (default: eta-a^2)")
  private @Nullable String warmUpEtaW;

  @Option(
      names = "--teacher-norm",
      paramLabel = "X",
      description = "norm of the teacher's a* (default: 6sqrt(k))")
  private @Nullable String teacherNorm;

  @Option(
      names = "--teacher-sum",
      paramLabel = "X",
      description = "sum of the teacher's a*, also in its norm: 0.25norm (default: 0.25norm)")
  private @Nullable String teacherSum;

  @Option(
      names = "--angle",
      paramLabel = "X",
      description =
          "angle between v* and the shortcut 1/√p, in radians or 0.45pi (default: 0.45pi)")
  private @Nullable String angle;

  @Option(
      names = "--noise",
      paramLabel = "X",
      description = "radius of the noise on v where the population gradient is taken (default: 0)")
  private @Nullable String noise;

  @Option(
      names = "--noise-a",
      paramLabel = "X",
      description = "radius of the noise on a (default: that of v)")
  private @Nullable String noiseA;

  @Option(
      names = "--noise-phases",
      paramLabel = "N",
      description = "phases of the noise, whose radius is halved from one to the next (default: 4)")
  private @Nullable String noisePhases;

  @Option(
      names = "--noise-steps",
      paramLabel = "N",
      description = "steps of a phase (default: half of the limit of steps in all)")
  private @Nullable String noiseSteps;

  @Option(
      names = "--steps-limit",
      paramLabel = "N",
      description =
          "steps after which a student is undecided (default: 200 over eta-a, at least 10000)")
  private @Nullable String stepsLimit;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      description = "success is a squared distance to the optimum below this (default: 1e-4)")
  private @Nullable String tolerance;

  @Option(names = "--seed", paramLabel = "N", description = "names all random streams (default: 1)")
  private @Nullable String seed;

  @Option(
      names = "--students",
      paramLabel = "N",
      description = "students of each cell (default: 1000)")
  private @Nullable String students;

  @Option(
      names = "--rows",
      paramLabel = "KIND",
      description = "a row of the results is a cell or a student (default: cell)")
  private @Nullable String rows;

  /**
   * What to run: a built-in sweep or a file, changed by options.
   *
   * @throws IllegalArgumentException naming what is wrong, the limit and the remedy
   */
  static SweepSpec spec(@Nullable String what, ParseResult parsed) {
    Optional<BuiltIn> base = Optional.ofNullable(what).flatMap(BuiltIn::of);
    Map<String, Given> given = new LinkedHashMap<>();
    if (what != null && base.isEmpty()) {
      TomlFile file = TomlFile.read(path(what));
      given.putAll(file.given());
      Given named = file.base();
      if (named != null) {
        base = BuiltIn.of(named.joined());
        if (base.isEmpty()) {
          throw named.wrong(named.joined(), "it must be phase, warmup, batch or noise");
        }
      }
    }
    for (OptionSpec option : parsed.matchedOptions()) {
      String name = option.longestName().substring(2);
      if (SweepSpec.names().contains(name)) {
        given.put(name, Given.option(name, option.stringValues().getLast()));
      }
    }
    return SweepSpec.of(base, given);
  }

  private static Path path(String what) {
    try {
      return Path.of(what);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "the sweep's name is not one of a file: " + e.getReason(), e);
    }
  }
}
