package io.skiplane.lanes.limits;

import io.skiplane.lanes.vector.LaneBits;
import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loads from a ring of memory, as wide as the kernel's vectors in this JVM. Four accumulators by a
 * bitwise or, the cheapest use of a vector.
 */
public final class Loads {
  private static final VectorSpecies<Long> SPECIES =
      VectorShape.forBitSize(LaneBits.CHOSEN).withLanes(long.class);
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final long PART = SPECIES.vectorByteSize();
  private static final int STREAMS = 4;

  /** A ring must be a multiple of these many bytes. */
  public static final long UNIT_BYTES = (long) STREAMS * Precision.VECTOR_BYTES;

  private Loads() {}

  /**
   * Loads the ring in order, as suits the caches.
   *
   * @param ring bytes off the heap, a multiple of {@link #UNIT_BYTES}, 64-byte aligned, not
   *     modified
   * @param turns how often
   * @param sink 64 bytes off the heap, 64-byte aligned, modified
   */
  public static void inOrder(MemorySegment ring, long turns, MemorySegment sink) {
    if (!ring.isNative() || !sink.isNative()) {
      throw Segments.onHeap();
    }
    long bytes = ring.byteSize();
    LongVector s0 = LongVector.zero(SPECIES);
    LongVector s1 = s0;
    LongVector s2 = s0;
    LongVector s3 = s0;
    for (long turn = 0; turn < turns; turn++) {
      for (long i = 0; i < bytes; i += STREAMS * PART) {
        s0 = s0.or(LongVector.fromMemorySegment(SPECIES, ring, i, ORDER));
        s1 = s1.or(LongVector.fromMemorySegment(SPECIES, ring, i + PART, ORDER));
        s2 = s2.or(LongVector.fromMemorySegment(SPECIES, ring, i + 2 * PART, ORDER));
        s3 = s3.or(LongVector.fromMemorySegment(SPECIES, ring, i + 3 * PART, ORDER));
      }
    }
    s0.or(s1).or(s2.or(s3)).intoMemorySegment(sink, 0, ORDER);
  }

  /**
   * Loads the ring in four streams at once: see {@link MemoryLoads}.
   *
   * @param ring as above
   * @param turns how often
   * @param sink as above
   */
  public static void inStreams(MemorySegment ring, long turns, MemorySegment sink) {
    if (!ring.isNative() || !sink.isNative()) {
      throw Segments.onHeap();
    }
    long bytes = ring.byteSize() / STREAMS;
    LongVector s0 = LongVector.zero(SPECIES);
    LongVector s1 = s0;
    LongVector s2 = s0;
    LongVector s3 = s0;
    for (long turn = 0; turn < turns; turn++) {
      for (long i = 0; i < bytes; i += PART) {
        s0 = s0.or(LongVector.fromMemorySegment(SPECIES, ring, i, ORDER));
        s1 = s1.or(LongVector.fromMemorySegment(SPECIES, ring, i + bytes, ORDER));
        s2 = s2.or(LongVector.fromMemorySegment(SPECIES, ring, i + 2 * bytes, ORDER));
        s3 = s3.or(LongVector.fromMemorySegment(SPECIES, ring, i + 3 * bytes, ORDER));
      }
    }
    s0.or(s1).or(s2.or(s3)).intoMemorySegment(sink, 0, ORDER);
  }
}
