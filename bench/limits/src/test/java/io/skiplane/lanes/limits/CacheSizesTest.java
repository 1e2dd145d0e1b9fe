package io.skiplane.lanes.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheSizesTest {
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
    assertThat(CacheSizes.read(folder)).isEqualTo(new CacheSizes(48 << 10, 2 << 20, 105 << 20));
  }

  @Test
  void whatTheSystemDoesNotTellIsAssumed() throws IOException {
    cache(0, "1", "Data", "64K");
    assertThat(CacheSizes.read(folder))
        .isEqualTo(new CacheSizes(64 << 10, CacheSizes.ASSUMED.l2(), CacheSizes.ASSUMED.l3()));
  }
}
