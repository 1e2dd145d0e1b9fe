package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;

/**
 * The normals of projected steps by their addresses: x and y of each patch, a vector of each in
 * turn, and ξ.
 *
 * <p>Where all that a step draws is short, whole steps share a stream, as many as fill a run of it:
 * step t lies in the stream (seed, student, {@value #SHARED_BLOCK}, t/steps), behind the steps
 * before it. Otherwise block b of input i has the stream (seed, student, i·blocks + b, t), and ξ
 * that of block {@value #XI_BLOCK}. The normals of a step stay in the workspace until its end if
 * they fit into the second-level cache; if not they are drawn again, block by block, which costs no
 * more than the memory would.
 */
final class ProjectedDraws {
  private static final long XI_BLOCK = -1;
  private static final long SHARED_BLOCK = -5;
  private static final long VECTOR_BYTES = Precision.VECTOR_BYTES;
  private static final long PAIR_BYTES = 2 * VECTOR_BYTES;
  private static final long MOST_KEPT_PAIRS = (1 << 20) / PAIR_BYTES;

  private final Kernels kernels;
  private final StreamKey key;
  private final int batch;
  private final long lanes;
  private final long inputPairs;
  private final long xiPairs;
  private final long xiVectors;
  private final long stepVectors;

  /** Streams of an input that has streams of its own. */
  private final long streams;

  /** Steps that share a stream; 0 where each has streams of its own. */
  private final long shared;

  private final boolean kept;
  private final long inputs;
  private final long xi;
  private MemorySegment work = MemorySegment.NULL;
  private long drawnStep = -1;
  private long drawnStream = -1;

  /** First of the steps whose shared stream is drawn. */
  private long sharedFirst = Long.MIN_VALUE / 2;

  /**
   * Takes room in a workspace.
   *
   * @param xiCount numbers of ξ, 0 if there is none
   */
  ProjectedDraws(
      Kernels kernels, Offsets offsets, StreamKey key, long k, long xiCount, int batch) {
    this.kernels = kernels;
    this.key = key;
    this.batch = batch;
    Precision precision = kernels.precision();
    lanes = precision.lanes();
    inputPairs = precision.padded(k) / lanes;
    xiPairs = precision.pairs(xiCount);
    xiVectors = precision.padded(xiCount) / lanes;
    streams = (inputPairs + Kernels.RUN_PAIRS - 1) / Kernels.RUN_PAIRS;
    long pairs = Math.multiplyExact(inputPairs, (long) batch);
    stepVectors = Math.addExact(Math.multiplyExact(2, pairs), xiVectors);
    shared = 2 * Kernels.RUN_PAIRS / stepVectors;
    kept = shared > 0 || pairs <= MOST_KEPT_PAIRS;
    inputs = offsets.bytes(PAIR_BYTES * (shared > 0 || !kept ? Kernels.RUN_PAIRS : pairs));
    xi = offsets.bytes(PAIR_BYTES * (shared > 0 ? 0 : xiPairs));
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
    return (kept ? inputPairs : Kernels.RUN_PAIRS) * lanes;
  }

  /** Byte in the workspace of x and y of a block, [patches/W][2][W], drawn if they are not there. */
  long block(long step, int input, long block) {
    if (shared > 0) {
      return sharedStep(step) + input * inputPairs * PAIR_BYTES;
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
      return sharedStep(step) + batch * inputPairs * PAIR_BYTES;
    }
    draw(step, XI_BLOCK, xi, xiPairs);
    return xi;
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
    kernels.normals(work, offset, pairs, key.key0(stream, step), key.key1(stream, step));
  }
}
