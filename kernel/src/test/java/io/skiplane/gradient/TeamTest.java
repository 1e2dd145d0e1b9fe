package io.skiplane.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class TeamTest {
  @Test
  void everyPartRunsOnceInEveryRound() {
    AtomicIntegerArray runs = new AtomicIntegerArray(64);
    try (ExecutorService pool = Executors.newFixedThreadPool(3);
        Team team = Team.of(pool, 3)) {
      for (int round = 1; round <= 20_000; round++) {
        int parts = 1 + round % 64;
        team.share(parts, runs::incrementAndGet);
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
      team.share(8, runs::incrementAndGet);
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
                      part -> {
                        runs.incrementAndGet(part);
                        if (part == 3) {
                          throw new IllegalStateException("part 3");
                        }
                      }))
          .hasMessageContaining("part 3");
      for (int part = 0; part < 8; part++) {
        assertThat(runs.get(part)).isEqualTo(1);
      }
      team.share(8, runs::incrementAndGet);
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
                      part -> {
                        runs.incrementAndGet(part);
                        throw error;
                      }))
          .hasCause(error);
      for (int part = 0; part < 8; part++) {
        assertThat(runs.get(part)).isEqualTo(1);
      }
    }
  }
}
