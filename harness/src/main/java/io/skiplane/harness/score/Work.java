package io.skiplane.harness.score;

import io.skiplane.lanes.limits.CacheSizes;
import java.lang.foreign.Arena;

/** Something to do over and over, at a rate that is wanted. */
@FunctionalInterface
interface Work {
  /**
   * Does it.
   *
   * @param turns how often, at least 1
   * @return how many steps, floating-point operations or bytes that was
   */
  long run(long turns);

  /**
   * The work of an item.
   *
   * @param arena gives its memory
   * @param threads how many do the same at the same time, each with memory of its own
   */
  static Work of(Item item, Arena arena, int threads) {
    return switch (item) {
      case POPULATION, DENSE, PROJECTED, RESIDENT -> new Problem(arena).descent(item);
      case REDUCED -> new Problem(arena).ensemble();
      case FMA -> LimitWork.multiplyAdds(arena);
      case L1, L2, L3 ->
          LimitWork.loads(arena, LimitWork.ringBytes(item, CacheSizes.here(), threads));
      case MEMORY ->
          LimitWork.memoryLoads(arena, LimitWork.ringBytes(item, CacheSizes.here(), threads));
    };
  }
}
