package io.skiplane.lanes.limits;

import io.skiplane.lanes.vector.LaneBits;
import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Fused multiply-adds in registers. Twelve accumulators, none waiting for another, are more than
 * any core has multipliers times cycles of latency.
 */
public final class FloatMultiplyAdds {
  private static final VectorSpecies<Float> SPECIES =
      VectorShape.forBitSize(LaneBits.CHOSEN).withLanes(float.class);
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final long PART = SPECIES.vectorByteSize();
  private static final int ACCUMULATORS = 12;

  /** Bytes that {@link #run} wants. */
  public static final long MEMORY_BYTES = 3L * Precision.VECTOR_BYTES;

  private FloatMultiplyAdds() {}

  /** Multiply-adds on single numbers in a turn. */
  public static long aTurn() {
    return (long) ACCUMULATORS * SPECIES.length();
  }

  /**
   * Runs them on vectors as wide as the kernel's in this JVM.
   *
   * @param memory at least {@link #MEMORY_BYTES} bytes off the heap, 64-byte aligned: two factors
   *     are read, the sum is written behind them
   */
  public static void run(MemorySegment memory, long turns) {
    if (!memory.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector x = FloatVector.fromMemorySegment(SPECIES, memory, 0, ORDER);
    FloatVector y = FloatVector.fromMemorySegment(SPECIES, memory, PART, ORDER);
    FloatVector s0 = x;
    FloatVector s1 = x;
    FloatVector s2 = x;
    FloatVector s3 = x;
    FloatVector s4 = x;
    FloatVector s5 = x;
    FloatVector s6 = x;
    FloatVector s7 = x;
    FloatVector s8 = x;
    FloatVector s9 = x;
    FloatVector s10 = x;
    FloatVector s11 = x;
    for (long turn = 0; turn < turns; turn++) {
      s0 = s0.fma(x, y);
      s1 = s1.fma(x, y);
      s2 = s2.fma(x, y);
      s3 = s3.fma(x, y);
      s4 = s4.fma(x, y);
      s5 = s5.fma(x, y);
      s6 = s6.fma(x, y);
      s7 = s7.fma(x, y);
      s8 = s8.fma(x, y);
      s9 = s9.fma(x, y);
      s10 = s10.fma(x, y);
      s11 = s11.fma(x, y);
    }
    FloatVector first = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
    FloatVector second = s6.add(s7).add(s8).add(s9).add(s10).add(s11);
    first.add(second).intoMemorySegment(memory, 2 * PART, ORDER);
  }
}
