package io.skiplane.bench;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.Packing;
import io.skiplane.lanes.StreamKey;
import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The numbers that the sampled steps draw, found by their address: block b of a step has the stream
 * (seed, student, b, step), ξ that of block −1, and projected steps that share one that of block
 * −5.
 */
final class FreshDraws {
  /**
   * Patches that a block may have: the kernel's choice follows shape and precision, and its tuning.
   */
  private static final int[] BLOCKS = {4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096};

  private static final long XI_BLOCK = -1;
  private static final long SHARED_BLOCK = -5;

  /** What a projected step draws: x and y of each patch, and ξ. */
  static final class Projections {
    final double[] x;
    final double[] y;
    final double[] xi;

    Projections(double[] x, double[] y, double[] xi) {
      this.x = x;
      this.y = y;
      this.xi = xi;
    }
  }

  private final Precision precision;
  private final Kernels kernels;
  private final StreamKey key = new StreamKey(Problem.SEED, Problem.NUMBER);

  private FreshDraws(Precision precision, Kernels kernels) {
    this.precision = precision;
    this.kernels = kernels;
  }

  /** Patches that a block of an input may have. */
  static int[] blocks() {
    return BLOCKS.clone();
  }

  /**
   * Input number {@code input} of a dense step in blocks of {@code block} patches, float64[k][p]
   * row-major.
   */
  static double[] dense(Problem problem, Kernels kernels, long step, int input, int block) {
    int k = (int) problem.shape.k();
    int p = (int) problem.shape.p();
    FreshDraws draws = new FreshDraws(problem.precision, kernels);
    int columns = (int) Packing.columns(p, problem.precision);
    int width = problem.precision.lanes();
    boolean narrow = Packing.narrow(p);
    long blocks = Math.ceilDiv(k, block);
    double[] z = new double[k * p];
    for (int from = 0; from < k; from += block) {
      int patches = Math.min(block, k - from);
      int count = (narrow ? (patches + width - 1) / width * width : patches) * columns;
      double[] packed = draws.numbers(count, input * blocks + from / block, step);
      for (int j = 0; j < patches; j++) {
        for (int i = 0; i < p; i++) {
          int at = narrow ? (j / width * columns + i) * width + j % width : j * columns + i;
          z[(from + j) * p + i] = packed[at];
        }
      }
    }
    return z;
  }

  /**
   * The numbers of a projected step: W numbers x and W numbers y in turn, fewer of each at the end,
   * then ξ. Steps that are short share a stream, as many as fit into a run of it.
   */
  static Projections projected(Problem problem, Kernels kernels, long step) {
    FreshDraws draws = new FreshDraws(problem.precision, kernels);
    int lanes = problem.precision.lanes();
    int run = 2 * lanes * (int) Kernels.RUN_PAIRS;
    int k = (int) problem.shape.k();
    int p = (int) problem.shape.p();
    int padded = (2 * k + p + lanes - 1) / lanes * lanes;
    int shared = run / padded;
    double[] numbers = new double[2 * k + p];
    if (shared > 0) {
      double[] all = draws.numbers(shared * padded, SHARED_BLOCK, step / shared);
      System.arraycopy(all, (int) (step % shared) * padded, numbers, 0, numbers.length);
    } else {
      for (int from = 0; from < 2 * k; from += run) {
        int count = Math.min(run, 2 * k - from);
        System.arraycopy(draws.numbers(count, from / run, step), 0, numbers, from, count);
      }
      System.arraycopy(draws.numbers(p, XI_BLOCK, step), 0, numbers, 2 * k, p);
    }
    double[] x = new double[k];
    double[] y = new double[k];
    for (int j = 0; j < k; j++) {
      int group = j / lanes * lanes;
      x[j] = numbers[group + j];
      y[j] = numbers[group + j + Math.min(lanes, k - group)];
    }
    return new Projections(x, y, Arrays.copyOfRange(numbers, 2 * k, 2 * k + p));
  }

  private double[] numbers(int count, long block, long step) {
    int pair = 2 * precision.lanes();
    int pairs = (count + pair - 1) / pair;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out =
          arena.allocate(pairs * 2L * Precision.VECTOR_BYTES, Precision.VECTOR_BYTES);
      kernels.normals(out, 0, pairs, key.key0(block, step), key.key1(block, step));
      double[] numbers = new double[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = precision.get(out, 0, i);
      }
      return numbers;
    }
  }
}
