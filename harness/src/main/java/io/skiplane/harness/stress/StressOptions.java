package io.skiplane.harness.stress;

import io.skiplane.harness.cli.OptionValue;
import io.skiplane.harness.train.Choices;
import io.skiplane.harness.train.Choices.GradientName;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is run, and how long. */
final class StressOptions {
  private static final double MOST_MINUTES = 1e6;
  private static final double DEFAULT_MINUTES = 5;
  private static final String DEFAULT_MEMORY = "1g";

  @Option(
      names = "--k",
      paramLabel = "K",
      defaultValue = "4096",
      description = "number of patches (default: ${DEFAULT-VALUE})")
  private String k = "";

  @Option(
      names = "--p",
      paramLabel = "P",
      defaultValue = "1024",
      description = "size of a patch (default: ${DEFAULT-VALUE})")
  private String p = "";

  @Option(
      names = "--gradient",
      paramLabel = "NAME,...",
      description =
          "population, reduced, dense, projected, angular, resident, in turn (default: all)")
  private @Nullable String gradients;

  @Option(
      names = "--precision",
      paramLabel = "FORMAT",
      defaultValue = "float",
      converter = Choices.OfPrecision.class,
      completionCandidates = Choices.Precisions.class,
      description = "float or double (default: ${DEFAULT-VALUE})")
  private Precision precision = Precision.FLOAT;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "how long, at least a round of all gradients (default: 5)")
  private @Nullable String minutes;

  @Option(
      names = "--blocks",
      paramLabel = "N",
      description =
          "how many blocks of each gradient, for runs to be compared: the same options give the"
              + " same digests on every machine")
  private @Nullable String blocks;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "resident: inputs of so many bytes, such as 12g (default: 1g)")
  private @Nullable String memory;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads that compute; no bit depends on it (default: one a processor)")
  private @Nullable String threads;

  @Option(
      names = "--check",
      paramLabel = "PERCENT",
      defaultValue = "5",
      description = "share of the blocks that are computed again (default: ${DEFAULT-VALUE})")
  private String check = "";

  @Option(
      names = "--block",
      paramLabel = "MS",
      defaultValue = "400",
      description =
          "about how many milliseconds a block takes; at least one step (default:"
              + " ${DEFAULT-VALUE})")
  private String block = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "names all random streams (default: ${DEFAULT-VALUE})")
  private String seed = "";

  @Option(
      names = "--flip-bit",
      paramLabel = "PLACE",
      description =
          "for tests: flip a bit on purpose, to see it found: of a weight of a block,"
              + " GRADIENT:BLOCK:ELEMENT:BIT, or of an input, z:ELEMENT:BIT")
  private @Nullable String flip;

  /** Takes the threads of another command line, if it gives any. */
  void overrideThreads(StressOptions other) {
    threads = other.threads == null ? threads : other.threads;
  }

  /** The gradients in turn. */
  List<GradientName> gradients() {
    if (gradients == null) {
      return List.of(GradientName.values());
    }
    List<GradientName> chosen = new ArrayList<>();
    for (String word : gradients.split(",", -1)) {
      GradientName name =
          Arrays.stream(GradientName.values())
              .filter(each -> Choices.word(each).equals(word.strip()))
              .findFirst()
              .orElseThrow(() -> unknown(word));
      if (chosen.contains(name)) {
        throw new IllegalArgumentException(
            "--gradient is " + gradients + "; " + word + " may come only once");
      }
      chosen.add(name);
    }
    return chosen;
  }

  private static IllegalArgumentException unknown(String word) {
    return new IllegalArgumentException(
        "--gradient: '"
            + word
            + "' is unknown; use some of "
            + Arrays.stream(GradientName.values())
                .map(Choices::word)
                .collect(Collectors.joining(", ")));
  }

  /** What is computed. */
  StressProblem problem() {
    Shape shape =
        new Shape(
            OptionValue.whole("--k", k, 2, Shape.LARGEST),
            OptionValue.whole("--p", p, 2, Shape.LARGEST));
    if ((double) shape.k() * shape.p() > 0x1p56) {
      throw new IllegalArgumentException(
          "--k times --p is " + (double) shape.k() * shape.p() + "; it must be at most 2^56");
    }
    boolean resident = gradients().contains(GradientName.RESIDENT);
    if (!resident && memory != null) {
      throw new IllegalArgumentException(
          "--memory is for the resident gradient; add it to --gradient, or leave --memory out");
    }
    long inputs =
        resident
            ? MemoryPlan.inputs(
                shape,
                precision,
                MemoryPlan.bytes("--memory", memory == null ? DEFAULT_MEMORY : memory))
            : 0;
    StressProblem problem =
        new StressProblem(
            shape,
            precision,
            OptionValue.whole("--seed", seed, Long.MIN_VALUE, Long.MAX_VALUE),
            inputs,
            OptionValue.positive("--block", block, 1e9) * 1e6,
            period());
    FlipBit flipped = flip();
    if (flipped != null) {
      flipped.check(shape, precision, inputs);
    }
    return problem;
  }

  private long period() {
    double share = OptionValue.finite("--check", check.replaceFirst("%$", ""));
    if (!(share >= 0 && share <= 100)) {
      throw new IllegalArgumentException(
          "--check is " + check + "; it must be a number of percent from 0 to 100");
    }
    return share == 0 ? 0 : (long) Math.min(1e15, Math.max(1, Math.round(100 / share)));
  }

  /** The bit to be flipped, if one is. */
  @Nullable FlipBit flip() {
    return flip == null ? null : FlipBit.parse(flip);
  }

  /** Threads that compute. */
  int threads() {
    return OptionValue.threads(threads);
  }

  /** Blocks of each gradient at most. */
  long mostBlocks() {
    return blocks == null
        ? Long.MAX_VALUE
        : OptionValue.whole("--blocks", blocks, 1, Long.MAX_VALUE);
  }

  /** Seconds at most. */
  double mostSeconds() {
    return minutes != null
        ? 60 * OptionValue.positive("--minutes", minutes, MOST_MINUTES)
        : blocks != null ? Double.POSITIVE_INFINITY : 60 * DEFAULT_MINUTES;
  }
}
