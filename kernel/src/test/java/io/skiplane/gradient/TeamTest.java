package io.skiplane.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skiplane.testing.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TeamTest {
  @Test
  void everyPartRunsOnceInEveryRound() {
    AtomicIntegerArray runs = new AtomicIntegerArray(64);
    try (ExecutorService pool = Executors.newFixedThreadPool(3);
        Team team = Team.of(pool, 3)) {
      for (int round = 1; round <= 20_000; round++) {
        int parts = 1 + round % 64;
        team.share(parts, (worker, part) -> runs.incrementAndGet(part));
      }
    }
    for (int part = 0; part < 64; part++) {
      int expected = 0;
      for (int round = 1; round <= 20_000; round++) {
        expected += part < 1 + round % 64 ? 1 : 0;
      }
      assertThat(runs.get(part)).as("runs of part %s", part).isEqualTo(expected);
    }
  }

  @Test
  void helpersThatNeverStartCostNothing() {
    AtomicIntegerArray runs = new AtomicIntegerArray(8);
    try (Team team = Team.of(task -> {}, 2)) {
      team.share(8, (worker, part) -> runs.incrementAndGet(part));
    }
    for (int part = 0; part < 8; part++) {
      assertThat(runs.get(part)).isEqualTo(1);
    }
  }

  @Test
  void whatAPartThrowsReachesTheCallerAfterAllHaveEnded() {
    AtomicIntegerArray runs = new AtomicIntegerArray(8);
    try (ExecutorService pool = Executors.newFixedThreadPool(2);
        Team team = Team.of(pool, 2)) {
      assertThatThrownBy(
              () ->
                  team.share(
                      8,
                      (worker, part) -> {
                        runs.incrementAndGet(part);
                        if (part == 3) {
                          throw new IllegalStateException("part 3");
                        }
                      }))
          .hasMessageContaining("part 3");
      for (int part = 0; part < 8; part++) {
        assertThat(runs.get(part)).as("later parts may be left out").isLessThanOrEqualTo(1);
      }
      team.share(8, (worker, part) -> runs.incrementAndGet(part));
      assertThat(runs.get(3)).isEqualTo(2);
    }
  }

  @Test
  void anErrorReachesTheCallerAfterAllHaveEnded() {
    AtomicIntegerArray runs = new AtomicIntegerArray(8);
    try (ExecutorService pool = Executors.newFixedThreadPool(2);
        Team team = Team.of(pool, 2)) {
      StackOverflowError error = new StackOverflowError();
      assertThatThrownBy(
              () ->
                  team.share(
                      8,
                      (worker, part) -> {
                        runs.incrementAndGet(part);
                        throw error;
                      }))
          .hasCause(error);
      for (int part = 0; part < 8; part++) {
        assertThat(runs.get(part)).as("later parts may be left out").isLessThanOrEqualTo(1);
      }
    }
  }

  /** Executors that do less than one hopes for, or more than one asks for. */
  static List<Executor> strange() {
    AtomicInteger calls = new AtomicInteger();
    return List.of(
        Runnable::run,
        task -> {},
        task -> {
          throw new RejectedExecutionException("full");
        },
        task -> {
          if (calls.getAndIncrement() > 0) {
            throw new RejectedExecutionException("full from the second task on");
          }
          Thread.ofVirtual().start(task);
        });
  }

  @ParameterizedTest
  @MethodSource("strange")
  void whateverTheExecutorDoesEveryPartRunsOnce(Executor executor) {
    AtomicIntegerArray runs = new AtomicIntegerArray(100);
    try (Team team = Team.of(executor, 3)) {
      team.share(100, (worker, part) -> runs.incrementAndGet(part));
    }
    Team.once(executor, 3, 100, (worker, part) -> runs.incrementAndGet(part));
    for (int part = 0; part < 100; part++) {
      assertThat(runs.get(part)).as("runs of part %s", part).isEqualTo(2);
    }
  }

  @Test
  void onceEndsEvenIfTheExecutorWaitsForItsTask() {
    AtomicInteger runs = new AtomicInteger();
    Executor waiting =
        task -> {
          try {
            Thread thread = Thread.ofVirtual().start(task);
            thread.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    Team.once(waiting, 2, 50, (worker, part) -> runs.incrementAndGet());
    assertThat(runs.get()).isEqualTo(50);
  }

  @Test
  void anExecutorThatFailsIsHeardOfOnceNobodyWorksAnyMore() {
    CountDownLatch began = new CountDownLatch(1);
    AtomicBoolean working = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    Executor failing =
        task -> {
          if (!threads.isEmpty()) {
            try {
              began.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            throw new IllegalStateException("no more threads");
          }
          threads.add(Thread.ofVirtual().start(task));
        };
    assertThatThrownBy(
            () ->
                Team.once(
                    failing,
                    2,
                    10,
                    (worker, part) -> {
                      working.set(true);
                      began.countDown();
                      Thread.yield();
                      working.set(false);
                    }))
        .hasMessage("no more threads");
    assertThat(working).as("a helper still at the caller's memory").isFalse();
  }

  @Test
  void anInterruptDoesNotEndTheWaitAndIsKept() {
    AtomicInteger runs = new AtomicInteger();
    Thread.currentThread().interrupt();
    Team.once(
        task -> Thread.ofVirtual().start(task),
        2,
        50,
        (worker, part) -> {
          Thread.yield();
          runs.incrementAndGet();
        });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(runs.get()).isEqualTo(50);
  }

  @Test
  void workersHaveNumbersOfTheirOwn() {
    try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
      ConcurrentMap<Integer, Thread> threads = new ConcurrentHashMap<>();
      AtomicInteger wrong = new AtomicInteger();
      Team.once(
          pool,
          3,
          Team.MOST_PARTS,
          (worker, part) -> {
            Thread thread = Thread.currentThread();
            Thread other = threads.putIfAbsent(worker, thread);
            if (other != null && other != thread || worker > 3) {
              wrong.incrementAndGet();
            }
          });
      assertThat(wrong.get()).isZero();
      assertThat(threads.get(0)).as("the caller's number").isIn(null, Thread.currentThread());
    }
  }

  @Test
  void sizesOutOfRangeAreRefused() {
    Refusal.of(() -> Team.of(Runnable::run, -1), "-1 helpers", "at least 0");
    Refusal.of(() -> Team.once(Runnable::run, 1, 65536, (w, p) -> {}), "65536 parts", "65535");
  }
}
