package io.skiplane.descent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Cohorts dealt out to an executor's threads and the caller's, each thread taking the next one that
 * is left. The caller works too, so the run ends even if the executor refuses its tasks or never
 * gets to them.
 */
final class CohortTasks {
  /** The steps of one cohort, by the worker of that number. */
  @FunctionalInterface
  interface Task {
    void run(int worker, long cohort);
  }

  private final Task task;
  private final long cohorts;
  private final AtomicLong next = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CountDownLatch left;

  private CohortTasks(Task task, long cohorts) {
    this.task = task;
    this.cohorts = cohorts;
    left = new CountDownLatch(Math.toIntExact(cohorts));
  }

  /** Runs every cohort once and returns when all are done. */
  static void run(Task task, long cohorts, int workers, Executor executor) {
    CohortTasks tasks = new CohortTasks(task, cohorts);
    try {
      for (int i = 1; i < Math.min(workers, cohorts); i++) {
        int worker = i;
        executor.execute(() -> tasks.work(worker));
      }
    } catch (RejectedExecutionException e) {
      // Whoever works takes all that is left.
    }
    tasks.work(0);
    tasks.await();
  }

  private void work(int worker) {
    for (long cohort = next.getAndIncrement(); cohort < cohorts; cohort = next.getAndIncrement()) {
      try {
        if (failure.get() == null) {
          task.run(worker, cohort);
        }
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      } finally {
        left.countDown();
      }
    }
  }

  /** Waits for cohorts that other threads have taken; not for tasks that never began. */
  private void await() {
    boolean interrupted = false;
    while (true) {
      try {
        left.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // The other threads are still writing to the caller's memory.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Throwable e = failure.get();
    if (e instanceof RuntimeException || e instanceof Error) {
      throw new IllegalStateException("a thread of the ensemble failed: " + e.getMessage(), e);
    }
  }
}
