package io.skiplane.bench.rows;

import io.skiplane.lanes.limits.CacheSizes;

/**
 * Sizes of the data caches that one core sees, and how much memory a ring takes to sit in a level:
 * more than the level above holds, and no more than the level itself.
 *
 * @param l1 bytes of the first-level data cache
 * @param l2 bytes of the second-level cache
 * @param l3 bytes of the third-level cache, shared or not
 */
public record Caches(long l1, long l2, long l3) {
  private static final long LOAD_BYTES = 64L << 20;
  private static final long LINE_BYTES = 64;

  /** What is assumed where the system does not tell. */
  static final Caches ASSUMED = of(CacheSizes.ASSUMED);

  /** The caches of this machine. */
  public static Caches here() {
    return of(CacheSizes.here());
  }

  private static Caches of(CacheSizes sizes) {
    return new Caches(sizes.l1(), sizes.l2(), sizes.l3());
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
