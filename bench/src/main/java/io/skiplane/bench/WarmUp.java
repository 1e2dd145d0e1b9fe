package io.skiplane.bench;

import io.skiplane.bench.rows.StepKind;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import java.lang.foreign.Arena;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs a work until the JVM has compiled it. Before that the interpreter and C1 box every vector:
 * for a second or more, a hundred times too slow, and no fixed number of iterations suits all rows.
 */
final class WarmUp {
  private static final long QUIET_NANOS = 100_000_000;
  private static final long PEER_QUIET_NANOS = 300_000_000;
  private static final long LONGEST_NANOS = 8_000_000_000L;
  private static final int LEAST_CALLS = 3;

  /** What a call may allocate for its helpers' tasks; a vector boxed in each step takes more. */
  private static final long TASK_BYTES = 4096;

  /** A step of so many takes seconds in the interpreter. */
  static final long LARGE_NUMBERS = 1 << 20;

  /** The same, for steps that do not take the input itself: four flops a number. */
  static final double LARGE_FLOPS = 4.0 * LARGE_NUMBERS;

  private static final long SMALL_NUMBERS = 1 << 17;
  private static final long LEAST_PATCHES = 64;

  /** The scalar twin has nothing to box; what it allocates is no sign that it is not compiled. */
  private static final boolean VECTORS = Twins.runtime().laneBits() > 0;

  private static final @Nullable CompilationMXBean COMPILERS =
      ManagementFactory.getCompilationMXBean();
  private static final com.sun.management.@Nullable ThreadMXBean THREADS =
      ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
          ? threads
          : null;

  private WarmUp() {}

  /**
   * Returns when for a tenth of a second no call has boxed vectors and the compilers have finished
   * nothing; or after eight seconds, when the gc profiler will tell.
   */
  static void run(Work work, int operations) {
    long bytes = work instanceof TeamWork ? TASK_BYTES : operations;
    run(() -> work.run(operations), VECTORS ? bytes : Long.MAX_VALUE, QUIET_NANOS);
  }

  /** The same for what may allocate: until the compilers have finished nothing for longer. */
  static void compiled(Runnable call) {
    run(call, Long.MAX_VALUE, PEER_QUIET_NANOS);
  }

  /** The same for any call, which is worth so many operations. */
  static void run(Runnable call, int operations) {
    run(call, VECTORS ? operations : Long.MAX_VALUE, QUIET_NANOS);
  }

  private static void run(Runnable call, long mostBytes, long quietNanos) {
    long begin = System.nanoTime();
    long now = begin;
    long quietSince = begin;
    int quietCalls = 0;
    while (now - begin < LONGEST_NANOS
        && (now - quietSince < quietNanos || quietCalls < LEAST_CALLS)) {
      long compiled = compileMillis();
      long allocated = allocatedBytes();
      call.run();
      boolean boxing = allocatedBytes() - allocated > mostBytes;
      boolean quiet = !boxing && compileMillis() == compiled;
      now = System.nanoTime();
      quietSince = quiet ? quietSince : now;
      quietCalls = quiet ? quietCalls + 1 : 0;
    }
  }

  /**
   * Compiles the work of a large shape on few of its patches, as a step of millions of numbers
   * takes ten seconds in the interpreter, and the check of the answer takes several.
   */
  static void small(StepKind kind, Shape shape, Precision precision) {
    long patches = Math.max(LEAST_PATCHES, SMALL_NUMBERS / shape.p());
    if (patches < shape.k()) {
      try (Arena arena = Arena.ofConfined()) {
        Shape few = new Shape(patches, shape.p());
        Work work = Work.of(kind, new Problem(kind.arena(arena), few, precision, 1));
        run(work, 1);
        work.close();
      }
    }
  }

  private static long compileMillis() {
    return COMPILERS == null ? 0 : COMPILERS.getTotalCompilationTime();
  }

  private static long allocatedBytes() {
    return THREADS == null ? 0 : THREADS.getCurrentThreadAllocatedBytes();
  }
}
