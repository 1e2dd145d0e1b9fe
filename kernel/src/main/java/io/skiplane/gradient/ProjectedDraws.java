package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;

/**
 * The normals of projected steps by their addresses: x and y of the patches as {@link
 * Kernels#projectedPatches} takes them, and ξ.
 *
 * <p>Where all that a step draws is short, whole steps share a stream, as many as fill a run of it:
 * step t lies in the stream (seed, student, {@value #SHARED_BLOCK}, ⌊t/steps⌋) behind the steps
 * before it, whole vectors an input, and ξ behind the y of the last. Otherwise block b of input i
 * has the stream (seed, student, i·blocks + b, t), and ξ that of block {@value #XI_BLOCK}. The
 * normals of a step stay in the workspace until its end if they fit into the second-level cache; if
 * not they are drawn again, block by block, which costs no more than the memory would.
 */
final class ProjectedDraws {
  /** Pairs of vectors that are kept at most: 1 MiB. */
  static final long MOST_KEPT_PAIRS = 1 << 13;

  private static final long XI_BLOCK = -1;

  /** Also the block of ensembles: see {@link CohortStreams}, and why no number is drawn in both. */
  private static final long SHARED_BLOCK = -5;

  private static final long VECTOR_BYTES = Precision.VECTOR_BYTES;
  private static final long PAIR_BYTES = 2 * VECTOR_BYTES;

  private final Kernels kernels;
  private final StreamKey key;
  private final int batch;
  private final long k;
  private final long lanes;
  private final long inputVectors;
  private final long inputPairs;
  private final long xiPairs;
  private final long stepVectors;

  /** Streams of an input that has streams of its own. */
  private final long streams;

  /** Steps that share a stream; 0 where each has streams of its own. */
  private final long shared;

  private final boolean kept;
  private final long inputs;
  private final long ownXi;
  private final long sharedXi;
  private MemorySegment work = MemorySegment.NULL;
  private long drawnStep = -1;
  private long drawnStream = -1;

  /** First of the steps whose shared stream is drawn. */
  private long sharedFirst = Long.MIN_VALUE / 2;

  /**
   * Takes room in a workspace.
   *
   * @param xiCount numbers of ξ, 0 if there is none
   * @param mostKept pairs of vectors that are kept at most
   */
  ProjectedDraws(
      Kernels kernels,
      Offsets offsets,
      StreamKey key,
      long k,
      long xiCount,
      int batch,
      long mostKept) {
    this.kernels = kernels;
    this.key = key;
    this.batch = batch;
    this.k = k;
    Precision precision = kernels.precision();
    lanes = precision.lanes();
    long inputNumbers = Math.multiplyExact(2L, k);
    inputVectors = precision.padded(inputNumbers) / lanes;
    inputPairs = precision.pairs(inputNumbers);
    xiPairs = precision.pairs(xiCount);
    streams = (inputPairs + Kernels.RUN_PAIRS - 1) / Kernels.RUN_PAIRS;
    long pairs = Math.multiplyExact(inputPairs, (long) batch);
    long others = Math.multiplyExact(inputVectors, batch - 1L);
    stepVectors =
        Math.addExact(others, precision.padded(Math.addExact(inputNumbers, xiCount)) / lanes);
    shared = 2 * Kernels.RUN_PAIRS / stepVectors;
    kept = shared > 0 || pairs <= mostKept;
    // Room also for what is drawn beyond the last input, and for loops that read on behind it.
    inputs = offsets.draw((shared > 0 || !kept ? Kernels.RUN_PAIRS : pairs) + Kernels.LEAST_PAIRS);
    ownXi = shared > 0 ? inputs : offsets.draw(xiPairs);
    sharedXi = others * VECTOR_BYTES + inputNumbers * precision.bytes();
  }

  void use(MemorySegment workspace) {
    work = workspace;
  }

  /** Blocks in which an input comes. */
  long blocks() {
    return kept ? 1 : streams;
  }

  /** Patches of every block but the last. */
  long blockPatches() {
    return kept ? k : Kernels.RUN_PAIRS * lanes;
  }

  /** Byte in the workspace of x and y of a block, drawn if they are not there. */
  long block(long step, int input, long block) {
    if (shared > 0) {
      return sharedStep(step) + input * inputVectors * VECTOR_BYTES;
    }
    if (kept) {
      drawInputs(step);
      return inputs + input * inputPairs * PAIR_BYTES;
    }
    long stream = input * streams + block;
    if (step != drawnStep || stream != drawnStream) {
      drawBlock(step, stream, block, inputs);
      drawnStep = step;
      drawnStream = stream;
    }
    return inputs;
  }

  /** Whether the normals of the step after this one, just drawn, leave these where they are. */
  boolean together(long step) {
    return step + 1 - sharedFirst < shared;
  }

  /** Byte in the workspace of ξ, drawn if it is not there; to be asked for once a step. */
  long xi(long step) {
    if (shared > 0) {
      return sharedStep(step) + sharedXi;
    }
    draw(step, XI_BLOCK, ownXi, xiPairs);
    return ownXi;
  }

  private long sharedStep(long step) {
    long ahead = step - sharedFirst;
    if (ahead < 0 || ahead >= shared) {
      long stream = step / shared;
      draw(stream, SHARED_BLOCK, inputs, (shared * stepVectors + 1) / 2);
      sharedFirst = stream * shared;
      ahead = step - sharedFirst;
    }
    return inputs + ahead * stepVectors * VECTOR_BYTES;
  }

  private void drawInputs(long step) {
    if (step == drawnStep) {
      return;
    }
    for (int input = 0; input < batch; input++) {
      for (long block = 0; block < streams; block++) {
        long pair = input * inputPairs + block * Kernels.RUN_PAIRS;
        drawBlock(step, input * streams + block, block, inputs + pair * PAIR_BYTES);
      }
    }
    drawnStep = step;
  }

  private void drawBlock(long step, long stream, long block, long offset) {
    long pairs = Math.min(Kernels.RUN_PAIRS, inputPairs - block * Kernels.RUN_PAIRS);
    draw(step, stream, offset, pairs);
  }

  private void draw(long step, long stream, long offset, long pairs) {
    long drawn = Offsets.drawnPairs(pairs);
    kernels.normals(work, offset, drawn, key.key0(stream, step), key.key1(stream, step));
  }
}
