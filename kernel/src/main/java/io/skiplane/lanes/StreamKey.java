package io.skiplane.lanes;

/**
 * The address of a random stream: (seed, student, block, step) hashed to two independent 64-bit
 * keys.
 *
 * <p>Each key is a chain of SplitMix64 finalisers (Stafford's variant 13: Steele, Lea, Flood, "Fast
 * splittable pseudorandom number generators", 2014). Two addresses share a stream only if both keys
 * collide, with probability 2^−128 a pair. Blocks from 0 up are blocks of patches; negative ones
 * name other uses.
 */
public final class StreamKey {
  /** 2^64 divided by the golden ratio, the increment of SplitMix64. */
  public static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** First multiplier of the finaliser. */
  public static final long MIX1 = 0xBF58476D1CE4E5B9L;

  /** Second multiplier of the finaliser. */
  public static final long MIX2 = 0x94D049BB133111EBL;

  private static final long CHAIN0 = 0x6A09E667F3BCC909L; // fraction of √2
  private static final long CHAIN1 = 0xBB67AE8584CAA73BL; // fraction of √3

  private final long student0;
  private final long student1;

  /** The streams of one student. */
  public StreamKey(long seed, long student) {
    student0 = chain(chain(CHAIN0, seed), student);
    student1 = chain(chain(CHAIN1, seed), student);
  }

  /** First key of (block, step). */
  public long key0(long block, long step) {
    return chain(chain(student0, block), step);
  }

  /** Second key of (block, step). */
  public long key1(long block, long step) {
    return chain(chain(student1, block), step);
  }

  /** First key of an address, for loops that may make no object. */
  public static long key0(long seed, long student, long block, long step) {
    return chain(chain(chain(chain(CHAIN0, seed), student), block), step);
  }

  /** Second key of an address, for loops that may make no object. */
  public static long key1(long seed, long student, long block, long step) {
    return chain(chain(chain(chain(CHAIN1, seed), student), block), step);
  }

  /** One double uniform in (0, 1), 2^−53 apart, for uses outside the loops. */
  public static double uniform(long seed, long student, long block) {
    long bits = mix(new StreamKey(seed, student).key0(block, 0) + GOLDEN);
    return ((bits >>> 11) + 0.5) * 0x1p-53;
  }

  /** SplitMix64's finaliser, a bijection of 64-bit words. */
  public static long mix(long z) {
    z = (z ^ (z >>> 30)) * MIX1;
    z = (z ^ (z >>> 27)) * MIX2;
    return z ^ (z >>> 31);
  }

  private static long chain(long key, long word) {
    return mix(key + (word + 1) * GOLDEN);
  }
}
