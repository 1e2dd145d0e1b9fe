package io.skiplane.bench;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;

/**
 * Normals into a buffer in the first-level cache, a stream each time, as a dense step draws them.
 */
final class NormalsWork implements Work {
  /** Room for a stream's numbers. */
  static final int BUFFER_BYTES = 16 << 10;

  private final Precision precision;
  private final Kernels kernels;
  private final StreamKey key = new StreamKey(Problem.SEED, Problem.NUMBER);
  private final MemorySegment buffer;
  private final int numbers;
  private long stream;

  NormalsWork(Problem problem, Kernels kernels) {
    precision = problem.precision;
    this.kernels = kernels;
    buffer = problem.buffer(BUFFER_BYTES);
    numbers = BUFFER_BYTES / precision.bytes();
  }

  @Override
  public void run(int operations) {
    for (int done = 0; done < operations; done += numbers) {
      kernels.normals(
          buffer, 0, precision.pairs(numbers), key.key0(stream, 0), key.key1(stream, 0));
      stream++;
    }
  }

  @Override
  public void rewind() {
    stream = 0;
  }

  /** Number {@code index} of the last stream. */
  double number(int index) {
    return precision.get(buffer, 0, index);
  }
}
