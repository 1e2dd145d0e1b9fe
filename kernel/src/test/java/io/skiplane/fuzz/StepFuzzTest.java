package io.skiplane.fuzz;

import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.Twins;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random descents, ensembles and gradients through the public doors: the kernel that this JVM has
 * chosen, with threads, ends at the bits of the scalar twin without, says the same, and leaves the
 * memory between the buffers as it was.
 */
@Tag("fuzz")
class StepFuzzTest {
  private static final long CASES = 15_000;
  private static final long CAPACITY = 64 << 20;

  @Test
  void chosenKernelEndsAtTheScalarTwinsBits() {
    try (Arena owner = Arena.ofShared();
        ExecutorService pool = Executors.newFixedThreadPool(2)) {
      GuardedArena arena = new GuardedArena(owner, CAPACITY);
      Fuzz.run(StepFuzzTest.class, CASES, seed -> check(arena, pool, StreamKey.mix(seed)));
    }
  }

  private static void check(GuardedArena arena, ExecutorService pool, long seed) {
    arena.begin(seed);
    Ends expected = Twins.onScalar(() -> StepCase.run(arena, new Random(seed), Runnable::run, 0));
    arena.check();
    arena.begin(~seed);
    int helpers = (int) (seed & 3) % 3;
    Ends actual = StepCase.run(arena, new Random(seed), pool, helpers);
    arena.check();
    String difference = actual.difference(expected);
    if (!difference.isEmpty()) {
      throw new AssertionError(actual + ": " + difference);
    }
  }
}
