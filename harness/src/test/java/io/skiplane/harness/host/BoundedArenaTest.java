package io.skiplane.harness.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.skiplane.harness.cli.CommandLineRun;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class BoundedArenaTest {
  @Test
  void givesWhatThereIs() {
    MemorySegment some;
    try (Arena arena = BoundedArena.confined()) {
      some = arena.allocate(100L << 20, 64);
      assertThat(some.byteSize()).isEqualTo(100L << 20);
      assertThat(some.address() % 64).isZero();
      assertThat(some.get(ValueLayout.JAVA_LONG, (100L << 20) - 8)).isZero();
      assertThat(some.scope()).isEqualTo(arena.scope());
    }
    assertThat(some.scope().isAlive()).isFalse();
  }

  /** Far more, as what is available changes while other programs end. */
  @Test
  void refusesMoreThanIsAvailable() {
    long more = 16 * OwnMemory.available();
    try (Arena arena = BoundedArena.shared()) {
      assertThatExceptionOfType(OutOfMemoryError.class)
          .isThrownBy(() -> arena.allocate(more, 8))
          .withMessageMatching(".+iB wanted, .+iB available");
    }
  }

  @Test
  void aRunThatDoesNotFitIsToldSo() {
    long k = 16 * OwnMemory.available() / Double.BYTES;
    CommandLineRun run = CommandLineRun.of("train", "--k", Long.toString(k), "--steps", "1");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("skiplane: k = " + k + " and p = ")
        .contains("iB wanted, ")
        .hasLineCount(1);
  }
}
