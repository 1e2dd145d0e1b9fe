package io.skiplane.gradient;

/**
 * In which order steps take resident inputs, epoch after epoch: step t of a batch of B takes the
 * inputs at the places tB, tB + 1, …, tB + B − 1 of the endless sequence of epochs, each of which
 * has every input once. So a batch at the end of an epoch is filled up from the next one.
 *
 * <p>The input at a place depends on the order, the number of inputs and the place alone: neither
 * on the student, nor on threads, nor on where a descent was resumed.
 */
public sealed interface InputOrder {
  /** As they lie, in every epoch. */
  InputOrder IN_TURN = new InTurn();

  /** As they lie, in every epoch. */
  record InTurn() implements InputOrder {}

  /**
   * Shuffled anew in every epoch, by blocks: the blocks of {@code blockInputs} inputs that lie one
   * after the other come in random order, and so do the inputs of each block while it has its turn.
   * A block that is far smaller than memory keeps the order random and the reading local; one block
   * for all, or blocks of one input, make every order of the inputs equally likely.
   *
   * <p>The workspace has 8 bytes for each block and for each input of a block. An epoch begins with
   * drawing the order of its blocks, and a block with that of its inputs: a nanosecond or two for
   * each.
   *
   * @param seed names the order of each epoch
   * @param blockInputs inputs of a block, at least 1; the last block has what is left, and more
   *     than there are inputs means one block for all
   */
  record Shuffled(long seed, long blockInputs) implements InputOrder {
    /** Checks the length of a block. */
    public Shuffled {
      if (blockInputs < 1) {
        throw new IllegalArgumentException(
            "a block to shuffle has " + blockInputs + " inputs; it must have at least 1");
      }
    }
  }
}
