package io.skiplane.harness.score;

import java.lang.foreign.Arena;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Measures the rate of an item: all threads work through some slices of time, which they begin
 * together, and the best slice counts, as other programs can only take time away.
 */
final class Stopwatch {
  static final int SLICES = 5;

  private static final long LEAST_SLICE_NANOS = 5_000_000;

  /** A call takes at least this long, so that reading the clock costs nothing. */
  private static final long CALL_NANOS = 1_000_000;

  private static final long QUIET_NANOS = 200_000_000;
  private static final int LEAST_CALLS = 3;

  private static final @Nullable CompilationMXBean COMPILERS =
      ManagementFactory.getCompilationMXBean();
  private static final com.sun.management.@Nullable ThreadMXBean THREADS =
      ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
          ? threads
          : null;

  private static final com.sun.management.OperatingSystemMXBean PROCESS =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Item item;
  private final int threads;
  private final CyclicBarrier together;
  private final double[][] rates;
  private double allocated;
  private volatile long slice;

  private Stopwatch(Item item, int threads, long nanos) {
    this.item = item;
    this.threads = threads;
    rates = new double[SLICES][threads];
    long deadline = System.nanoTime() + nanos;
    together = new CyclicBarrier(threads, () -> planSlice(deadline));
  }

  private void planSlice(long deadline) {
    if (slice == 0) {
      slice = Math.max(LEAST_SLICE_NANOS, (deadline - System.nanoTime()) / SLICES);
    }
  }

  /**
   * Runs an item until the JVM has compiled it: for a fifth of a second nothing is allocated and
   * the compilers finish nothing. Before that the interpreter makes an object of every vector.
   *
   * @param longestNanos of processor time, after which to give up: other programs that are busy
   *     shall not end this
   */
  static void warmUp(Item item, long longestNanos) {
    try (Arena arena = Arena.ofConfined()) {
      Work work = Work.of(item, arena, 1);
      long begin = System.nanoTime();
      long now = begin;
      long quietSince = begin;
      int quietCalls = 0;
      long processor = PROCESS.getProcessCpuTime();
      while (PROCESS.getProcessCpuTime() - processor < longestNanos
          && (now - quietSince < QUIET_NANOS || quietCalls < LEAST_CALLS)) {
        long compiled = compileMillis();
        long bytes = allocatedBytes();
        work.run(1);
        boolean quiet = allocatedBytes() == bytes && compileMillis() == compiled;
        now = System.nanoTime();
        quietSince = quiet ? quietSince : now;
        quietCalls = quiet ? quietCalls + 1 : 0;
      }
    }
  }

  /**
   * Measures an item.
   *
   * @param threads that work at the same time, each on a problem of its own
   * @param nanos that this may take; it takes at least some milliseconds
   */
  static Rate measure(Item item, int threads, long nanos) {
    Stopwatch stopwatch = new Stopwatch(item, threads, nanos);
    stopwatch.run();
    double best = 0;
    for (double[] slice : stopwatch.rates) {
      double sum = 0;
      for (double rate : slice) {
        sum += rate;
      }
      best = Math.max(best, sum);
    }
    return new Rate(item, threads, best, stopwatch.allocated);
  }

  private void run() {
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      CompletionService<Void> workers = new ExecutorCompletionService<>(executor);
      for (int i = 0; i < threads; i++) {
        int number = i;
        workers.submit(() -> work(number), null);
      }
      try {
        for (int i = 0; i < threads; i++) {
          workers.take().get();
        }
      } catch (ExecutionException e) {
        executor.shutdownNow(); // The others wait for the one that has failed.
        throw new IllegalStateException(
            item.word() + " on " + threads + " threads failed: " + e.getCause(), e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void work(int number) {
    try (Arena arena = Arena.ofConfined()) {
      work(number, Work.of(item, arena, threads));
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void work(int number, Work work) throws InterruptedException, BrokenBarrierException {
    long turns = turnsACall(work);
    for (int i = 0; i < SLICES; i++) {
      together.await();
      long length = slice;
      long bytes = allocatedBytes();
      long begin = System.nanoTime();
      long done = 0;
      long now = begin;
      while (now - begin < length) {
        done += work.run(turns);
        now = System.nanoTime();
      }
      rates[i][number] = done * 1e9 / (now - begin);
      if (number == 0) {
        allocated = (double) (allocatedBytes() - bytes) / done;
      }
    }
    together.await();
  }

  private static long turnsACall(Work work) {
    long turns = 1;
    while (true) {
      long begin = System.nanoTime();
      work.run(turns);
      long nanos = System.nanoTime() - begin;
      if (nanos >= CALL_NANOS) {
        return turns;
      }
      turns *= nanos < CALL_NANOS / 16 ? 8 : 2;
    }
  }

  private static long compileMillis() {
    return COMPILERS == null ? 0 : COMPILERS.getTotalCompilationTime();
  }

  private static long allocatedBytes() {
    return THREADS == null ? 0 : THREADS.getCurrentThreadAllocatedBytes();
  }
}
