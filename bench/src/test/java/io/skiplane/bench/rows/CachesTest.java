package io.skiplane.bench.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CachesTest {
  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = "RESIDENT.*")
  void everyRingSitsInItsLevelAndInNoneAbove(Row row) {
    Caches caches = Caches.ASSUMED;
    for (Precision precision : Precision.values()) {
      long bytes = row.inputs(precision, caches) * row.inputBytes(precision);
      assertThat(caches.holding(bytes)).as("%s: %d bytes", precision, bytes).isEqualTo(row.level());
      assertThat(Cost.of(row, precision).level(row, precision, caches)).isEqualTo(row.level());
    }
  }

  @Test
  void memoryIsFarBeyondTheThirdLevel() {
    assertThat(Caches.ASSUMED.ring(Level.DRAM)).isGreaterThanOrEqualTo(4 * Caches.ASSUMED.l3());
  }

  @Test
  void anInputThatACacheCannotHoldIsToldToSitBelow() {
    Caches small = new Caches(32 << 10, 256 << 10, 8 << 20);
    Row row = Row.RESIDENT_1024X64_L2;
    Cost cost = Cost.of(row, Precision.DOUBLE);
    assertThat(cost.level(row, Precision.DOUBLE, small)).isEqualTo(Level.L3);
  }

  @Test
  void bandwidthIsMeasuredOnWholeRings() {
    Caches odd = new Caches(48 << 10, 1280 << 10, 54 << 20);
    for (Level level : Level.values()) {
      long bytes = odd.loadLines(level) * 64L;
      assertThat(bytes % odd.loadRing(level)).as("%s", level).isZero();
      assertThat(bytes).isGreaterThanOrEqualTo(64 << 20);
      assertThat(odd.holding(odd.loadRing(level))).isEqualTo(level);
    }
  }
}
