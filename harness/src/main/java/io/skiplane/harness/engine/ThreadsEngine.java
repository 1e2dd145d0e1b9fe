package io.skiplane.harness.engine;

import io.skiplane.lanes.Twins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs blocks on threads of this machine: each takes the next one with a runner of its own. */
public final class ThreadsEngine implements Engine {
  /** Results that may wait for the sink, a thread; then threads wait for it. */
  private static final int WAITING = 16;

  private final int threads;
  private final boolean onScalar;

  /**
   * An engine.
   *
   * @param threads at least 1
   * @param onScalar whether students run on the scalar kernel, whatever the JVM has chosen
   */
  public ThreadsEngine(int threads, boolean onScalar) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads; it must be at least 1");
    }
    this.threads = threads;
    this.onScalar = onScalar;
  }

  @Override
  public boolean run(
      List<Problem> cells,
      Iterable<Block> blocks,
      boolean withEnds,
      Sink sink,
      Meter meter,
      BooleanSupplier pulse)
      throws IOException {
    Run run = new Run(cells, blocks.iterator(), withEnds, meter, threads);
    List<Thread> workers = new ArrayList<>();
    boolean whole = false;
    try {
      for (int i = 0; i < threads; i++) {
        workers.add(Thread.ofPlatform().name("skiplane-" + i).daemon().start(work(run)));
      }
      whole = drain(run, sink, pulse);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the run was interrupted", e);
    } finally {
      run.stopped = true;
      join(workers, run);
    }
    run.throwFailure();
    return whole;
  }

  private Runnable work(Run run) {
    return onScalar
        ? () ->
            Twins.onScalar(
                () -> {
                  run.work();
                  return true;
                })
        : run::work;
  }

  /** Hands results to the sink until every worker has said that it is done. */
  private static boolean drain(Run run, Sink sink, BooleanSupplier pulse)
      throws IOException, InterruptedException {
    boolean whole = true;
    int working = run.workers;
    long nextPulse = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PULSE_MILLIS);
    while (working > 0) {
      long wait = nextPulse - System.nanoTime();
      Optional<BlockResult> result = run.results.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
      if (result != null && result.isPresent()) {
        sink.take(result.get());
      } else if (result != null) {
        working--;
      }
      if (System.nanoTime() - nextPulse >= 0) {
        // What has ended is taken all the same.
        if (!run.stopped && !pulse.getAsBoolean()) {
          run.stopped = true;
          whole = false;
        }
        nextPulse = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PULSE_MILLIS);
      }
    }
    return whole;
  }

  /** Workers that wait for the sink must be let go meanwhile. */
  private static void join(List<Thread> workers, Run run) {
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        run.results.clear();
        try {
          worker.join(1);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Run {
    private final List<Problem> cells;
    private final Packs packs;
    private final boolean withEnds;
    private final Meter meter;
    private final int workers;

    /** An empty result is a worker's last. */
    private final BlockingQueue<Optional<BlockResult>> results;

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    Run(List<Problem> cells, Iterator<Block> blocks, boolean withEnds, Meter meter, int workers) {
      this.cells = cells;
      packs = new Packs(cells, blocks);
      this.withEnds = withEnds;
      this.meter = meter;
      this.workers = workers;
      results = new ArrayBlockingQueue<>(WAITING * workers);
    }

    void work() {
      try (BlockRunner runner = new BlockRunner()) {
        for (List<Block> some = next(); !some.isEmpty(); some = next()) {
          List<BlockResult> ended =
              runner.run(
                  cells,
                  some,
                  withEnds,
                  (steps, students) -> {
                    meter.add(steps, students);
                    return !stopped;
                  });
          for (BlockResult result : ended) {
            meter.done(weight(result.block()));
            results.put(Optional.of(result));
          }
        }
      } catch (InterruptedException e) {
        fail(new IllegalStateException("a worker was interrupted", e));
      } catch (RuntimeException | Error e) {
        fail(e);
      } finally {
        goodbye();
      }
    }

    private double weight(Block block) {
      return cells.get(block.cell()).weight() * block.students();
    }

    /** The next blocks; none are left, or wanted, where the list is empty. */
    private List<Block> next() {
      synchronized (packs) {
        return !stopped && packs.hasNext() ? packs.next() : List.of();
      }
    }

    private void fail(Throwable e) {
      failure.compareAndSet(null, e);
      stopped = true;
    }

    private void goodbye() {
      boolean told = false;
      while (!told) {
        try {
          results.put(Optional.empty());
          told = true;
        } catch (InterruptedException e) {
          stopped = true;
        }
      }
    }

    void throwFailure() {
      switch (failure.get()) {
        case Error error -> throw error;
        case RuntimeException exception -> throw exception;
        case null, default -> {}
      }
    }
  }
}
