package io.skiplane.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs a work until the JVM has compiled it. Before that the interpreter and C1 box every vector:
 * for a second or more, a hundred times too slow, and no fixed number of iterations suits all rows.
 */
final class WarmUp {
  private static final long QUIET_NANOS = 200_000_000;
  private static final long LONGEST_NANOS = 8_000_000_000L;
  private static final int LEAST_CALLS = 3;

  private static final @Nullable CompilationMXBean COMPILER =
      ManagementFactory.getCompilationMXBean();

  private WarmUp() {}

  /**
   * Returns when calls of this thread have allocated nothing, and the compilers have finished
   * nothing, for a fifth of a second; or after eight seconds, when the gc profiler will tell.
   */
  static void run(Work work, int operations) {
    long begin = System.nanoTime();
    long quietSince = begin;
    long before = activity();
    int calls = 0;
    long now = begin;
    while (now - begin < LONGEST_NANOS && (now - quietSince < QUIET_NANOS || calls < LEAST_CALLS)) {
      work.run(operations);
      calls++;
      now = System.nanoTime();
      long after = activity();
      if (after != before) {
        before = after;
        quietSince = now;
        calls = 0;
      }
    }
  }

  /** Grows when this thread allocates or the compilers finish something. */
  private static long activity() {
    long bytes =
        ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
            ? threads.getCurrentThreadAllocatedBytes()
            : 0;
    return bytes + (COMPILER == null ? 0 : COMPILER.getTotalCompilationTime());
  }
}
