package io.skiplane.bench;

import static io.skiplane.bench.LimitLanes.PART;

import io.skiplane.lanes.limits.DoubleMultiplyAdds;
import io.skiplane.lanes.limits.FloatMultiplyAdds;
import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A limit of the machine: time of a fused multiply-add on 64 bytes of numbers. Twelve accumulators
 * in registers, none waiting for another, are more than any core has multipliers times cycles of
 * latency.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class FmaLimit {
  private static final int ACCUMULATORS = 12;

  /** Bytes that each accumulator takes in a call. */
  private static final int BYTES = 1 << 20;

  private static final int OPERATIONS = BYTES / Precision.VECTOR_BYTES * ACCUMULATORS;

  /** Format of the numbers. */
  @Param public Precision precision = Precision.FLOAT;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment memory =
      arena.allocate(FloatMultiplyAdds.MEMORY_BYTES, Precision.VECTOR_BYTES);

  /** Has it compiled. */
  @Setup
  public void warmUp() {
    WarmUp.run(this::fma, OPERATIONS);
  }

  /** Gives the memory back. */
  @TearDown
  public void close() {
    arena.close();
  }

  /** Multiplies and adds. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public MemorySegment fma() {
    if (precision == Precision.FLOAT) {
      FloatMultiplyAdds.run(memory, BYTES / PART);
    } else {
      DoubleMultiplyAdds.run(memory, BYTES / PART);
    }
    return memory;
  }
}
