package io.skiplane.gradient;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The caller's thread and helpers that an executor lends for the length of one run: they share the
 * parts of a task, each part taken once by whoever is free.
 *
 * <p>The caller takes parts too and waits only for parts that a helper has begun, so a helper that
 * the executor never starts costs time and nothing else. Sharing allocates nothing.
 */
public final class Team implements AutoCloseable {
  private static final int SPINS = 2_000;
  private static final long NAP_NANOS = 20_000;
  private static final int PARTS_BITS = 16;
  private static final long PART = 1L << PARTS_BITS;
  private static final long ROUND = PART << PARTS_BITS;

  private static final Team ALONE = new Team(true);

  private final boolean alone;

  /**
   * Round, next part, number of parts: one word, so that no helper takes a part of an old round.
   */
  private final AtomicLong ticket = new AtomicLong();

  private final AtomicInteger done = new AtomicInteger();
  private volatile boolean closed;
  private volatile @Nullable RuntimeException failure;
  private @Nullable IntConsumer task;
  private long round;

  private Team(boolean alone) {
    this.alone = alone;
  }

  /** The caller's thread alone. */
  public static Team alone() {
    return ALONE;
  }

  /**
   * The caller's thread and helpers.
   *
   * @param executor runs each helper as one task, which ends when the team is closed
   * @param helpers how many tasks, at least 0
   * @throws RuntimeException what the executor throws where it refuses one; no helper stays
   */
  public static Team of(Executor executor, int helpers) {
    if (helpers < 0) {
      throw new IllegalArgumentException(
          "a team with " + helpers + " helpers; the number must be at least 0");
    }
    Team team = new Team(helpers == 0);
    try {
      for (int helper = 0; helper < helpers; helper++) {
        executor.execute(team::help);
      }
    } catch (RuntimeException | Error e) {
      team.close();
      throw e;
    }
    return team;
  }

  /**
   * Runs the parts 0 to {@code parts} − 1 of a task and returns when all have ended.
   *
   * @throws RuntimeException what a part threw, on whatever thread; an error is its cause
   */
  void share(int parts, IntConsumer shared) {
    if (alone || parts == 1) {
      for (int part = 0; part < parts; part++) {
        shared.accept(part);
      }
      return;
    }
    task = shared;
    done.set(0);
    ticket.set(++round * ROUND + parts);
    while (takePart()) {}
    for (int spin = 0; done.get() < parts; spin++) {
      rest(spin);
    }
    RuntimeException thrown = failure;
    if (thrown != null) {
      failure = null;
      throw thrown;
    }
  }

  private void help() {
    int spin = 0;
    while (!closed) {
      spin = takePart() ? 0 : spin + 1;
      rest(spin);
    }
  }

  /** Takes and runs one part; false if none is left. */
  private boolean takePart() {
    long now = ticket.get();
    int part = (int) (now >>> PARTS_BITS & PART - 1);
    if (part >= (int) (now & PART - 1)) {
      return false;
    }
    IntConsumer shared = task;
    if (ticket.compareAndSet(now, now + PART) && shared != null) {
      try {
        shared.accept(part);
      } catch (RuntimeException e) {
        failure = e;
      } catch (Error e) {
        // Not thrown here: other parts may still be writing to the caller's memory.
        failure = new IllegalStateException("a part of a step failed: " + e, e);
      } finally {
        done.incrementAndGet();
      }
    }
    return true;
  }

  private static void rest(int spin) {
    if (spin < SPINS) {
      Thread.onSpinWait();
    } else {
      LockSupport.parkNanos(NAP_NANOS);
    }
  }

  /** Lets the helpers go; those that have nothing to do end at once. */
  @Override
  public void close() {
    closed = true;
  }
}
