package io.skiplane.lanes.scalar;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;

/** Numbers in memory, one at a time, and the logical width that the order of sums depends on. */
final class FloatLanes {
  /** Name of this twin. */
  static final String TWIN = "scalar";

  /** No vectors are used. */
  static final int BITS = 0;

  /** Logical lanes of a vector. */
  static final int WIDTH = Precision.FLOAT.lanes();

  /** Bytes of a logical vector. */
  static final long VECTOR = Precision.VECTOR_BYTES;

  private FloatLanes() {}

  /** Number {@code index} of the array that begins at byte {@code offset}. */
  static float get(MemorySegment m, long offset, long index) {
    return m.get(JAVA_FLOAT, offset + index * Float.BYTES);
  }

  /** Writes number {@code index} of the array that begins at byte {@code offset}. */
  static void set(MemorySegment m, long offset, long index, float value) {
    m.set(JAVA_FLOAT, offset + index * Float.BYTES, value);
  }

  /** The gated value: 0 where u ≤ 0, else {@code value}; a NaN u opens the gate and is seen. */
  static float gate(float u, float value) {
    return u <= 0 ? 0 : value;
  }
}
