package io.skiplane.gradient;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The caller's thread and helpers that an executor lends for the length of one run: they share the
 * parts of a task, each part taken once by whoever is free. For the kernel's own runs; callers hand
 * an executor to {@code Descent.run} or {@code SampledEnsemble.run}.
 *
 * <p>The caller takes parts too and waits only for parts that a helper has begun, so a helper that
 * the executor refuses, never starts, or would run on the caller's own thread costs time and
 * nothing else. Sharing allocates nothing. No thread is started here, and none is kept: helpers end
 * when the team is closed.
 */
public final class Team implements AutoCloseable {
  /** Most parts of one task. */
  public static final int MOST_PARTS = (1 << 16) - 1;

  private static final int SPINS = 2_000;
  private static final int NAPS = 500;
  private static final long NAP_NANOS = 20_000;
  private static final long LONG_NAP_NANOS = 1_000_000;
  private static final int PARTS_BITS = 16;
  private static final long PART = 1L << PARTS_BITS;
  private static final long ROUND = PART << PARTS_BITS;

  private static final Team ALONE = new Team(0);

  /** What is shared. */
  @FunctionalInterface
  public interface Part {
    /**
     * Runs one part.
     *
     * @param worker whose turn it is: 0 for the caller, 1 and so on for helpers, each on one thread
     * @param part its number, from 0
     */
    void run(int worker, int part);
  }

  private final int helpers;

  /** Null where there are no helpers: a static must not keep a thread. */
  private final @Nullable Thread caller;

  /**
   * Round, first part that is left, part after the last: one word, so that no helper takes a part
   * of an old round.
   */
  private final AtomicLong ticket = new AtomicLong();

  private final AtomicInteger done = new AtomicInteger();
  private volatile boolean closed;
  private volatile @Nullable RuntimeException failure;
  private @Nullable Part task;
  private long round;

  private Team(int helpers) {
    if (helpers < 0) {
      throw new IllegalArgumentException(
          "a team with " + helpers + " helpers; the number must be at least 0");
    }
    this.helpers = helpers;
    caller = helpers == 0 ? null : Thread.currentThread();
  }

  /**
   * The caller's thread alone.
   *
   * @return the same for all callers; closing it does nothing
   */
  public static Team alone() {
    return ALONE;
  }

  /**
   * The caller's thread and helpers, until it is closed.
   *
   * @param executor runs each helper as one task, which ends when the team is closed; its {@code
   *     execute} must not wait for the task's end on another thread. Tasks that it refuses ({@link
   *     RejectedExecutionException}) are done without
   * @param helpers how many tasks, at least 0
   * @return the team
   * @throws IllegalArgumentException if the number is negative
   * @throws RuntimeException what else the executor throws; no helper stays
   */
  public static Team of(Executor executor, int helpers) {
    Team team = new Team(helpers);
    try {
      team.enlist(executor);
    } catch (RuntimeException | Error e) {
      team.close();
      throw e;
    }
    return team;
  }

  /**
   * Shares one task with helpers, each of which ends when no part is left; returns when all have
   * ended.
   *
   * @param executor runs each helper as one task; tasks that it refuses are done without
   * @param helpers how many tasks, at least 0
   * @param parts how many, at most {@link #MOST_PARTS}
   * @param task what to run for each
   * @throws IllegalArgumentException if a number is out of its range
   * @throws RuntimeException what a part threw, an error as the cause, or what the executor threw
   *     but a refusal; parts that had not begun by then are left out
   */
  public static void once(Executor executor, int helpers, int parts, Part task) {
    Team team = new Team(helpers);
    team.begin(parts, task);
    team.close();
    try {
      team.enlist(executor);
    } catch (RuntimeException e) {
      team.failure = e;
    } catch (Error e) {
      team.failure = new IllegalStateException("the executor failed: " + e, e);
    }
    team.finish(parts);
  }

  private void enlist(Executor executor) {
    for (int helper = 1; helper <= helpers; helper++) {
      int worker = helper;
      try {
        executor.execute(() -> help(worker));
      } catch (RejectedExecutionException e) {
        return; // Those who work take all there is.
      }
    }
  }

  /**
   * Runs the parts 0 to {@code parts} − 1 of a task and returns when all have ended.
   *
   * @throws RuntimeException what a part threw, on whatever thread; an error is its cause; parts
   *     that had not begun by then are left out
   */
  void share(int parts, Part shared) {
    if (helpers == 0 || parts == 1) {
      for (int part = 0; part < parts; part++) {
        shared.run(0, part);
      }
      return;
    }
    begin(parts, shared);
    finish(parts);
  }

  private void begin(int parts, Part shared) {
    if (parts < 0 || parts > MOST_PARTS) {
      throw new IllegalArgumentException(
          "a task of " + parts + " parts; the number must lie between 0 and " + MOST_PARTS);
    }
    task = shared;
    done.set(0);
    ticket.set(++round * ROUND + parts);
  }

  private void finish(int parts) {
    while (takePart(0)) {}
    for (int rests = 0; done.get() < parts; rests++) {
      rest(rests);
    }
    task = null; // An executor may keep a helper that it never started.
    RuntimeException thrown = failure;
    if (thrown != null) {
      failure = null;
      throw thrown;
    }
  }

  private void help(int worker) {
    if (Thread.currentThread() == caller) {
      return; // An executor of the caller's own thread, which takes all parts as it is.
    }
    int rests = 0;
    while (true) {
      if (takePart(worker)) {
        rests = 0;
      } else if (closed) {
        return;
      } else {
        rest(rests++);
      }
    }
  }

  /**
   * Takes and runs one part; false if none is left. Every other worker takes them from the end, so
   * that of two each has about the same parts in every step, in its own cache.
   */
  private boolean takePart(int worker) {
    boolean last = (worker & 1) == 1;
    long now = ticket.get();
    int first = (int) (now >>> PARTS_BITS & PART - 1);
    int end = (int) (now & PART - 1);
    if (first >= end) {
      return false;
    }
    int part = last ? end - 1 : first;
    Part shared = task;
    if (ticket.compareAndSet(now, last ? now - 1 : now + PART) && shared != null) {
      try {
        if (failure == null) {
          shared.run(worker, part);
        }
      } catch (RuntimeException e) {
        failure = e;
      } catch (Error e) {
        // Not thrown here: other parts may still be writing to the caller's memory.
        failure = new IllegalStateException("a part of a run failed: " + e, e);
      } finally {
        done.incrementAndGet();
      }
    }
    return true;
  }

  /** Longer and longer, as the wait is; an interrupt stays for the caller to see. */
  private static void rest(int rests) {
    if (rests >= 0 && rests < SPINS) {
      Thread.onSpinWait();
    } else {
      LockSupport.parkNanos(rests >= 0 && rests < SPINS + NAPS ? NAP_NANOS : LONG_NAP_NANOS);
    }
  }

  /** Lets the helpers go; those that have nothing to do end at once. */
  @Override
  public void close() {
    closed = true;
  }
}
