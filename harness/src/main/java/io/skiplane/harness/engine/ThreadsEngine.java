package io.skiplane.harness.engine;

import io.skiplane.descent.Ensemble;
import io.skiplane.descent.StudentTable;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.model.Start;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs the students of many jobs on threads of this machine.
 *
 * <p>All jobs' students are cut into blocks, the blocks lie in one queue, and each thread takes the
 * next one with an ensemble of its own. A student's end does not depend on any of this.
 */
public final class ThreadsEngine {
  /** Students of a block: many times the lanes of an ensemble, so that lanes are mostly full. */
  private static final long BLOCK_STUDENTS = 1024;

  private static final long TICK_MILLIS = 100;

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

  /**
   * Runs every student of every job to its end.
   *
   * @param seed names the starts together with the students' numbers
   * @param summary makes of each job's table what is kept of it
   * @param meter counts the work
   * @param tick called every {@value #TICK_MILLIS} ms on the caller's thread
   * @return the summaries in the order of the jobs
   * @throws RuntimeException what a worker threw, if one did; the others then end early
   */
  public <R> List<R> run(
      List<Job> jobs, long seed, Summary<R> summary, Meter meter, Runnable tick) {
    Run<R> run = new Run<>(jobs, seed, summary, meter);
    Runnable work =
        onScalar
            ? () ->
                Twins.onScalar(
                    () -> {
                      run.work();
                      return true;
                    })
            : run::work;
    CountDownLatch left = new CountDownLatch(threads);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      workers.add(
          Thread.ofPlatform()
              .name("skiplane-" + i)
              .daemon()
              .start(
                  () -> {
                    try {
                      work.run();
                    } finally {
                      left.countDown();
                    }
                  }));
    }
    try {
      while (!left.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        tick.run();
      }
    } catch (InterruptedException e) {
      run.fail(new IllegalStateException("the run was interrupted", e));
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      run.fail(e);
    }
    workers.forEach(ThreadsEngine::join);
    return run.results();
  }

  private static void join(Thread worker) {
    boolean interrupted = false;
    while (true) {
      try {
        worker.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Run<R> {
    private final long seed;
    private final Summary<R> summary;
    private final Meter meter;
    private final List<Block.Table> tables = new ArrayList<>();
    private final Queue<Block> queue = new ConcurrentLinkedQueue<>();
    private final List<@Nullable R> results;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Run(List<Job> jobs, long seed, Summary<R> summary, Meter meter) {
      this.seed = seed;
      this.summary = summary;
      this.meter = meter;
      results = new ArrayList<>(Collections.nCopies(jobs.size(), null));
      double work = 0;
      for (int index = 0; index < jobs.size(); index++) {
        Job job = jobs.get(index);
        long blocks = (job.students() + BLOCK_STUDENTS - 1) / BLOCK_STUDENTS;
        tables.add(new Block.Table(index, job, blocks));
        work += job.weight() * job.students();
      }
      meter.begin(work);
      enqueue();
    }

    /** Longest first, so that what is left at the end is short and no thread waits for long. */
    private void enqueue() {
      List<Block.Table> order = new ArrayList<>(tables);
      order.sort(Comparator.comparingDouble(table -> -table.job().weight()));
      for (Block.Table table : order) {
        long students = table.job().students();
        for (long from = 0; from < students; from += BLOCK_STUDENTS) {
          queue.add(new Block(table, from, Math.min(students, from + BLOCK_STUDENTS)));
        }
      }
    }

    void work() {
      try (Arena arena = Arena.ofConfined()) {
        Ensemble ensemble = Ensemble.of(arena, Precision.DOUBLE);
        for (Block block = queue.poll(); block != null && !failed(); block = queue.poll()) {
          work(ensemble, block);
        }
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }

    private void work(Ensemble ensemble, Block block) {
      Job job = block.table().job();
      StudentTable students = block.table().open();
      try (Arena arena = Arena.ofConfined()) {
        Start start = new Start(arena, job.teacher());
        for (long row = block.from(); row < block.to(); row++) {
          start.draw(job.start(), seed, row);
          students.start(row, start, job.teacher());
        }
      }
      double weight = job.weight();
      ensemble.run(
          students,
          block.from(),
          block.to(),
          job.teacher(),
          job.stepSizes(),
          job.stopRule(),
          (steps, ended) -> {
            meter.add(steps, ended, weight);
            return !failed();
          });
      if (!failed() && block.table().endedOne()) {
        keep(block.table().index(), summary.of(block.table().index(), students));
        block.table().close();
      }
    }

    private void keep(int index, R result) {
      synchronized (results) {
        results.set(index, result);
      }
    }

    void fail(Throwable e) {
      failure.compareAndSet(null, e);
    }

    private boolean failed() {
      return failure.get() != null;
    }

    /** Called when no worker runs any more. */
    List<R> results() {
      tables.forEach(Block.Table::close);
      Throwable thrown = failure.get();
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
      List<R> all = new ArrayList<>();
      for (R result : results) {
        if (result == null) {
          throw new IllegalStateException("a job has ended without a result");
        }
        all.add(result);
      }
      return all;
    }
  }
}
