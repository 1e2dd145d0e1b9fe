package io.skiplane.harness.train;

import io.skiplane.gradient.InputOrder;
import io.skiplane.harness.cli.OptionValue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how often and in which order the resident gradient takes its inputs. */
final class OrderOptions {
  /** Large enough to read a disk in long pieces, small enough to lie in memory. */
  private static final long BLOCK = 1024;

  @Option(
      names = "--epochs",
      paramLabel = "E",
      description =
          "resident: passes over the data, in place of --steps; the last batch is filled up from"
              + " the next pass")
  private @Nullable String epochs;

  @Option(
      names = "--shuffle",
      paramLabel = "KIND",
      converter = Choices.OfShuffle.class,
      completionCandidates = Choices.Shuffles.class,
      description =
          "resident: blocks, a new order in every epoch by the seed, of the blocks and of the"
              + " inputs in each; or none (default: none)")
  private Choices.@Nullable Shuffle shuffle;

  @Option(
      names = "--shuffle-block",
      paramLabel = "N",
      description =
          "resident: inputs of a block to shuffle, which should fit the memory; as many as there"
              + " are inputs: one block for all (default: 1024)")
  private @Nullable String block;

  /** Checks that the options suit the gradient and each other. */
  void check(boolean resident, @Nullable String steps) {
    String given =
        epochs != null
            ? "--epochs"
            : shuffle != null ? "--shuffle" : block != null ? "--shuffle-block" : null;
    if (!resident && given != null) {
      throw new IllegalArgumentException(given + " is for --gradient resident; add that");
    }
    if (epochs != null && steps != null) {
      throw new IllegalArgumentException(
          "--epochs and --steps both say how long the run is; give one of them");
    }
    if (block != null && shuffle != Choices.Shuffle.BLOCKS) {
      throw new IllegalArgumentException("--shuffle-block is for --shuffle blocks; add that");
    }
  }

  /** The order of the inputs. */
  InputOrder order(long seed) {
    if (shuffle != Choices.Shuffle.BLOCKS) {
      return InputOrder.IN_TURN;
    }
    long inputs =
        block == null ? BLOCK : OptionValue.whole("--shuffle-block", block, 1, Long.MAX_VALUE);
    return new InputOrder.Shuffled(seed, inputs);
  }

  /**
   * Steps in all.
   *
   * @param steps of the option, null if it was not given
   * @param usual where neither is given
   * @param count number of inputs; 0 where there are none
   */
  long steps(@Nullable String steps, long usual, long count, int batch) {
    if (epochs == null) {
      return steps == null ? usual : OptionValue.whole("--steps", steps, 1, Long.MAX_VALUE);
    }
    long passes = OptionValue.whole("--epochs", epochs, 1, Long.MAX_VALUE / Math.max(1, count));
    return Math.ceilDiv(passes * count, (long) batch);
  }
}
