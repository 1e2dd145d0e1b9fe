package io.skiplane.bench.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CachesTest {
  @TempDir private Path folder = Path.of("");

  private void cache(int index, String level, String type, String size) throws IOException {
    Path cache = Files.createDirectory(folder.resolve("index" + index));
    Files.writeString(cache.resolve("level"), level + "\n");
    Files.writeString(cache.resolve("type"), type + "\n");
    Files.writeString(cache.resolve("size"), size + "\n");
  }

  @Test
  void sizesAreTheSystems() throws IOException {
    cache(0, "1", "Data", "48K");
    cache(1, "1", "Instruction", "64K");
    cache(2, "2", "Unified", "2048K");
    cache(3, "3", "Unified", "105M");
    assertThat(Caches.read(folder)).isEqualTo(new Caches(48 << 10, 2 << 20, 105 << 20));
  }

  @Test
  void whatTheSystemDoesNotTellIsAssumed() throws IOException {
    cache(0, "1", "Data", "64K");
    assertThat(Caches.read(folder))
        .isEqualTo(new Caches(64 << 10, Caches.ASSUMED.l2(), Caches.ASSUMED.l3()));
  }

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
