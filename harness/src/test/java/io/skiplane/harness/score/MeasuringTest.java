package io.skiplane.harness.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skiplane.lanes.limits.CacheSizes;
import java.lang.foreign.Arena;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is measured, in this JVM. No test here asserts how fast. */
class MeasuringTest {
  @Test
  void everyStepHasAnAnswerOfItsOwn() {
    Set<String> answers = new HashSet<>();
    for (Item item : Item.steps()) {
      answers.add(Answers.check(item));
    }
    assertThat(answers).hasSize(5).allMatch(answer -> answer.matches("[0-9a-f]{32}"));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"L3", "MEMORY"}) // Large, and the same loops.
  void everyItemCountsWhatItDoes(Item item) {
    try (Arena arena = Arena.ofConfined()) {
      Work work = Work.of(item, arena, 1);
      long once = work.run(1);
      assertThat(once).isPositive();
      assertThat(work.run(3)).isEqualTo(3 * once);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void allThreadsAreCounted(int threads) {
    Rate rate = Stopwatch.measure(Item.REDUCED, threads, 0);
    assertThat(rate.threads()).isEqualTo(threads);
    assertThat(rate.perSecond()).isPositive().isFinite();
    assertThat(rate.allocated()).isNotNegative();
  }

  @Test
  void ringsSitInTheirLevelAndInNoneAbove() {
    for (CacheSizes caches :
        new CacheSizes[] {CacheSizes.ASSUMED, new CacheSizes(48 << 10, 2 << 20, 105 << 20)}) {
      for (int threads : new int[] {1, 2, 64}) {
        long l1 = LimitWork.ringBytes(Item.L1, caches, threads);
        long l2 = LimitWork.ringBytes(Item.L2, caches, threads);
        long l3 = LimitWork.ringBytes(Item.L3, caches, threads);
        assertThat(l1).isPositive().isLessThan(caches.l1());
        assertThat(l2).isGreaterThan(caches.l1()).isLessThan(caches.l2());
        assertThat(l3).isGreaterThan(caches.l2()).isLessThan(caches.l3());
      }
      assertThat(LimitWork.ringBytes(Item.MEMORY, caches, 1)).isGreaterThan(2 * caches.l3());
    }
  }

  @Test
  void messagesComeThroughWhole() {
    Rate rate = new Rate(Item.L3, 7, 1.0 / 3, 1e-300);
    for (Message message :
        new Message[] {
          new Message.Running("vector", 256),
          new Message.Doing(Item.DENSE, 0),
          new Message.Answer(Item.REDUCED, "0123"),
          new Message.Measured(rate)
        }) {
      assertThat(Message.parse(message.line())).isEqualTo(message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rate", "rate\tDENSE\t1", "doing\tFLYING\t1", "running\tvector\tx"})
  void otherLinesAreRefused(String line) {
    assertThatThrownBy(() -> Message.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has told '" + line + "'");
  }
}
