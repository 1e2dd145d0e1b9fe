package io.skiplane.gradient;

import io.skiplane.lanes.StreamKey;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Which input has its turn at a place of an epoch, by an {@link InputOrder}.
 *
 * <p>Shuffled: F whole blocks and perhaps a short one. The order of the F blocks is a Fisher-Yates
 * shuffle by the words of the stream (seed, epoch); one word more tells before which of them the
 * short block comes, so that every order of all blocks is equally likely. Where the place moves on
 * within a block, nothing is drawn or divided.
 */
final class InputTurn {
  /** In place of a student's number in the addresses of streams; the teacher has −1. */
  private static final long SHUFFLES = -2;

  /** In place of a block's number: the stream that orders the blocks. */
  private static final long OF_BLOCKS = -1;

  private final boolean shuffled;
  private final long count;
  private final long seed;
  private final long blockInputs;
  private final long wholeBlocks;
  private final long blocksOffset;
  private final long inputsOffset;
  private MemorySegment work = MemorySegment.NULL;
  private long epoch = -1;
  private long shortBegin;
  private long blockBegin;
  private long blockEnd;
  private long firstInput;

  InputTurn(InputOrder order, long count, Offsets offsets) {
    this.count = count;
    if (order instanceof InputOrder.Shuffled shuffle) {
      shuffled = true;
      seed = shuffle.seed();
      blockInputs = Math.min(count, shuffle.blockInputs());
      wholeBlocks = count / blockInputs;
      blocksOffset = offsets.bytes(Math.multiplyExact(wholeBlocks, (long) Long.BYTES));
      inputsOffset = offsets.bytes(Math.multiplyExact(blockInputs, (long) Long.BYTES));
    } else {
      shuffled = false;
      seed = 0;
      blockInputs = count;
      wholeBlocks = 1;
      blocksOffset = 0;
      inputsOffset = 0;
    }
  }

  /** Tells where the workspace lies. */
  void use(MemorySegment workspace) {
    work = workspace;
  }

  /** Whether an input's number is its place. */
  boolean consecutive() {
    return !shuffled;
  }

  /**
   * The input at a place.
   *
   * @param wanted the epoch
   * @param place from 0 to the number of inputs, exclusive
   */
  long input(long wanted, long place) {
    if (!shuffled) {
      return place;
    }
    if (wanted != epoch || place < blockBegin || place >= blockEnd) {
      turnTo(wanted, place);
    }
    return firstInput + word(inputsOffset, place - blockBegin);
  }

  private void turnTo(long wanted, long place) {
    if (wanted != epoch) {
      long key = StreamKey.key0(seed, SHUFFLES, OF_BLOCKS, wanted);
      shuffle(blocksOffset, wholeBlocks, key);
      // Behind all whole blocks in place F.
      shortBegin = blockInputs * bounded(key, wholeBlocks, wholeBlocks + 1);
      epoch = wanted;
    }
    long shortInputs = count - wholeBlocks * blockInputs;
    long block;
    if (place >= shortBegin && place < shortBegin + shortInputs) {
      block = wholeBlocks;
      blockBegin = shortBegin;
      blockEnd = shortBegin + shortInputs;
    } else {
      long before = place < shortBegin ? 0 : shortInputs;
      long turn = (place - before) / blockInputs;
      block = word(blocksOffset, turn);
      blockBegin = before + turn * blockInputs;
      blockEnd = blockBegin + blockInputs;
    }
    firstInput = block * blockInputs;
    shuffle(inputsOffset, blockEnd - blockBegin, StreamKey.key0(seed, SHUFFLES, block, wanted));
  }

  /** Writes a random order of 0, …, n − 1: Fisher-Yates, inside out. */
  private void shuffle(long offset, long n, long key) {
    for (long i = 0; i < n; i++) {
      long other = bounded(key, i, i + 1);
      set(offset, i, word(offset, other));
      set(offset, other, i);
    }
  }

  /** Word number {@code i} of SplitMix64 from {@code key}, scaled to 0, …, bound − 1. */
  private static long bounded(long key, long i, long bound) {
    return Math.unsignedMultiplyHigh(StreamKey.mix(key + (i + 1) * StreamKey.GOLDEN), bound);
  }

  private long word(long offset, long i) {
    return work.get(ValueLayout.JAVA_LONG, offset + i * Long.BYTES);
  }

  private void set(long offset, long i, long value) {
    work.set(ValueLayout.JAVA_LONG, offset + i * Long.BYTES, value);
  }
}
