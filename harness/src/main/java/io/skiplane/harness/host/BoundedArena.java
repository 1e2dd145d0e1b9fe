package io.skiplane.harness.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory of sizes that a user has asked for. What main memory has no room for is refused at once:
 * Linux grants it, and kills the process when it is written to.
 */
public final class BoundedArena implements Arena {
  /** What is less is not worth asking the system for. */
  private static final long LARGE = 64L << 20;

  /** This part of what is available is left to the rest of this process, and to others. */
  private static final long RESERVE = 16;

  private final Arena arena;

  private BoundedArena(Arena arena) {
    this.arena = arena;
  }

  /** Of one thread. */
  @SuppressWarnings("MustBeClosedChecker") // Closes with what is returned.
  public static Arena confined() {
    return new BoundedArena(Arena.ofConfined());
  }

  /** Of all threads. */
  @SuppressWarnings("MustBeClosedChecker") // Closes with what is returned.
  public static Arena shared() {
    return new BoundedArena(Arena.ofShared());
  }

  /**
   * As any arena, so zeroed, and thereby counted by the system before the next one is asked for.
   *
   * @throws OutOfMemoryError if there is not as much, saying how much there is
   */
  @Override
  public MemorySegment allocate(long bytes, long alignment) {
    if (bytes >= LARGE) {
      long available = OwnMemory.available();
      if (bytes > available - available / RESERVE) {
        throw new OutOfMemoryError(
            ByteCount.text(bytes) + " wanted, " + ByteCount.text(available) + " available");
      }
    }
    return arena.allocate(bytes, alignment);
  }

  @Override
  public MemorySegment.Scope scope() {
    return arena.scope();
  }

  @Override
  public void close() {
    arena.close();
  }
}
