package io.skiplane.statistics;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Normals by address, as doubles on the heap. */
final class Stream implements AutoCloseable {
  private final Arena arena = Arena.ofConfined();
  private final Precision precision;
  private final Kernels kernels;
  private final MemorySegment out;
  private final long pairs;

  /** A stream of which {@code pairs} pairs of vectors are read at a time. */
  Stream(Precision precision, long pairs) {
    this.precision = precision;
    this.pairs = pairs;
    kernels = Twins.chosen(precision);
    out = arena.allocate(pairs * 2 * Precision.VECTOR_BYTES, Precision.VECTOR_BYTES);
  }

  /** Numbers that {@link #read} writes. */
  int size() {
    return (int) pairs * 2 * precision.lanes();
  }

  /** The first numbers of the stream (seed, student, block, step). */
  void read(double[] numbers, long seed, long student, long block, long step) {
    StreamKey key = new StreamKey(seed, student);
    kernels.normals(out, 0, pairs, key.key0(block, step), key.key1(block, step));
    int count = size();
    if (precision == Precision.FLOAT) {
      for (int i = 0; i < count; i++) {
        numbers[i] = out.getAtIndex(ValueLayout.JAVA_FLOAT, i);
      }
    } else {
      for (int i = 0; i < count; i++) {
        numbers[i] = out.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
      }
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
