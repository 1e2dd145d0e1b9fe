package io.skiplane.bench.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sizes of the data caches that one core sees, and how much memory a ring takes to sit in a level:
 * more than the level above holds, and no more than the level itself.
 *
 * @param l1 bytes of the first-level data cache
 * @param l2 bytes of the second-level cache
 * @param l3 bytes of the third-level cache, shared or not
 */
public record Caches(long l1, long l2, long l3) {
  private static final Path FOLDER = Path.of("/sys/devices/system/cpu/cpu0/cache");

  private static final long LOAD_BYTES = 64L << 20;
  private static final long LINE_BYTES = 64;

  /** A Zen 4 server core: what is assumed where the system does not tell. */
  static final Caches ASSUMED = new Caches(32L << 10, 1L << 20, 32L << 20);

  /** The caches of this machine. */
  public static Caches here() {
    return read(FOLDER);
  }

  /** As the system tells in {@code folder}; a level that it does not tell has the assumed size. */
  static Caches read(Path folder) {
    long[] sizes = {ASSUMED.l1, ASSUMED.l2, ASSUMED.l3};
    for (int index = 0; ; index++) {
      Path cache = folder.resolve("index" + index);
      try {
        String level = Files.readString(cache.resolve("level")).strip();
        String type = Files.readString(cache.resolve("type")).strip();
        String size = Files.readString(cache.resolve("size")).strip();
        int at = Integer.parseInt(level) - 1;
        if (!type.equals("Instruction") && at < sizes.length) {
          sizes[at] = bytes(size);
        }
      } catch (IOException | NumberFormatException e) {
        return new Caches(sizes[0], sizes[1], sizes[2]);
      }
    }
  }

  private static long bytes(String size) {
    String number = size.replaceAll("[KMG]$", "");
    int shift = size.endsWith("K") ? 10 : size.endsWith("M") ? 20 : size.endsWith("G") ? 30 : 0;
    return Long.parseLong(number) << shift;
  }

  /**
   * Bytes of a ring that sits in a level. A cache is half filled, as weights and work want room
   * too; of the third level a quarter, for others share it and its pages outgrow the translation
   * buffers; memory is eight times the third level.
   */
  public long ring(Level level) {
    return switch (level) {
      case L1 -> l1 / 2;
      case L2 -> l2 / 2;
      case L3 -> l3 / 4;
      case DRAM -> 8 * l3;
    };
  }

  /**
   * Bytes of the ring that the bandwidth of a level is measured on. The first level is filled by
   * three quarters: the longer the loop, the less its ends weigh.
   */
  public long loadRing(Level level) {
    return level == Level.L1 ? l1 / 4 * 3 : ring(level);
  }

  /** Lines of 64 bytes in whole turns of that ring, at least 64 MiB of them. */
  public int loadLines(Level level) {
    long bytes = loadRing(level);
    return Math.toIntExact(Math.ceilDiv(LOAD_BYTES, bytes) * bytes / LINE_BYTES);
  }

  /** The nearest level that holds {@code bytes}. */
  public Level holding(long bytes) {
    if (bytes <= l1) {
      return Level.L1;
    }
    return bytes <= l2 ? Level.L2 : bytes <= l3 ? Level.L3 : Level.DRAM;
  }
}
