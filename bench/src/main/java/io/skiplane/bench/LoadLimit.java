package io.skiplane.bench;

import io.skiplane.bench.rows.Caches;
import io.skiplane.bench.rows.Level;
import io.skiplane.lanes.limits.Loads;
import io.skiplane.lanes.limits.MemoryLoads;
import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A limit of the machine: time to load 64 bytes from a level of memory. Four accumulators by a
 * bitwise or, the cheapest use of a vector. Caches are read in order, memory as {@link MemoryLoads}
 * finds faster.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class LoadLimit {
  private static final int PAGE = 4096;

  /** Where the lines come from. */
  @Param public Level level = Level.L1;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment sink = arena.allocate(Precision.VECTOR_BYTES, Precision.VECTOR_BYTES);
  private @Nullable LongConsumer loads;
  private long turns;

  /** Makes the ring and has the loop compiled. */
  @Setup
  public void prepare(BenchmarkParams params) {
    Caches caches = Caches.here();
    if (params.getOpsPerInvocation() != caches.loadLines(level)) {
      throw new IllegalStateException("a call loads whole rings: start this by bench/run");
    }
    long bytes = caches.loadRing(level);
    turns = (long) params.getOpsPerInvocation() * Precision.VECTOR_BYTES / bytes;
    MemorySegment ring = arena.allocate(bytes, PAGE).fill((byte) 1);
    loads =
        level == Level.DRAM
            ? new MemoryLoads(ring, sink)::run
            : count -> Loads.inOrder(ring, count, sink);
    WarmUp.run(this::load, params.getOpsPerInvocation());
  }

  /** Gives the memory back. */
  @TearDown
  public void close() {
    arena.close();
  }

  /** Loads. */
  @Benchmark
  public MemorySegment load() {
    if (loads == null) {
      throw new IllegalStateException("not set up");
    }
    loads.accept(turns);
    return sink;
  }
}
