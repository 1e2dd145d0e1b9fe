package io.skiplane.lanes.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The data caches that one core sees.
 *
 * @param l1 bytes of the first level
 * @param l2 bytes of the second level
 * @param l3 bytes of the third level
 */
public record CacheSizes(long l1, long l2, long l3) {
  private static final Path FOLDER = Path.of("/sys/devices/system/cpu/cpu0/cache");

  /** A Zen 4 server core: what is assumed where the system does not tell. */
  public static final CacheSizes ASSUMED = new CacheSizes(32L << 10, 1L << 20, 32L << 20);

  /** The caches of this machine. */
  public static CacheSizes here() {
    return read(FOLDER);
  }

  /** As the system tells in {@code folder}; a level that it does not tell has the assumed size. */
  public static CacheSizes read(Path folder) {
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
        return new CacheSizes(sizes[0], sizes[1], sizes[2]);
      }
    }
  }

  private static long bytes(String size) {
    String number = size.replaceAll("[KMG]$", "");
    int shift = size.endsWith("K") ? 10 : size.endsWith("M") ? 20 : size.endsWith("G") ? 30 : 0;
    return Long.parseLong(number) << shift;
  }
}
