package io.skiplane.harness.score;

import io.skiplane.harness.host.OwnMemory;
import io.skiplane.lanes.limits.CacheSizes;
import io.skiplane.lanes.limits.FloatMultiplyAdds;
import io.skiplane.lanes.limits.Loads;
import io.skiplane.lanes.limits.MemoryLoads;
import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What a machine's limits are measured by. Loaded only where the JVM has vectors. */
final class LimitWork {
  private static final int PAGE = 4096;

  /** Of multiply-adds in a turn of work. */
  private static final long LOOPS = 1 << 10;

  private LimitWork() {}

  static Work multiplyAdds(Arena arena) {
    MemorySegment memory =
        arena.allocate(FloatMultiplyAdds.MEMORY_BYTES, Precision.VECTOR_BYTES).fill((byte) 0);
    return turns -> {
      FloatMultiplyAdds.run(memory, turns * LOOPS);
      return 2 * FloatMultiplyAdds.aTurn() * turns * LOOPS;
    };
  }

  static Work loads(Arena arena, long bytes) {
    MemorySegment ring = ring(arena, bytes);
    MemorySegment sink = arena.allocate(Precision.VECTOR_BYTES, Precision.VECTOR_BYTES);
    return turns -> {
      Loads.inOrder(ring, turns, sink);
      return turns * bytes;
    };
  }

  static Work memoryLoads(Arena arena, long bytes) {
    MemorySegment ring = ring(arena, bytes);
    MemorySegment sink = arena.allocate(Precision.VECTOR_BYTES, Precision.VECTOR_BYTES);
    MemoryLoads loads = new MemoryLoads(ring, sink);
    return turns -> {
      loads.run(turns);
      return turns * bytes;
    };
  }

  /** Written to, as pages that nobody has written are all the same one. */
  private static MemorySegment ring(Arena arena, long bytes) {
    return arena.allocate(bytes, PAGE).fill((byte) 1);
  }

  /**
   * Bytes of a ring that sits in a level and in none above it, while other threads have rings of
   * the same size. Cores share the third level and the main memory.
   */
  static long ringBytes(Item level, CacheSizes caches, int threads) {
    long bytes =
        switch (level) {
          case L1 -> caches.l1() / 4 * 3;
          case L2 -> caches.l2() / 2;
          case L3 -> Math.max(caches.l3() / 4 / threads, 2 * caches.l2());
          case MEMORY ->
              Math.min(
                  threads == 1 ? 4 * caches.l3() : 2 * caches.l3(),
                  OwnMemory.available() / 2 / threads);
          default -> throw new IllegalArgumentException(level + " is no level of memory");
        };
    return bytes / PAGE * PAGE;
  }
}
