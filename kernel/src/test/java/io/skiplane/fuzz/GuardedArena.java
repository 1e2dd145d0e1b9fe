package io.skiplane.fuzz;

import io.skiplane.lanes.Guarded;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;

/**
 * An arena for one case after the other in the same memory: what it gives lies between guard zones,
 * at any 64 bytes of a page, and where less alignment is asked, no better aligned than that.
 */
final class GuardedArena implements Arena {
  private final Arena owner;
  private final Guarded guarded;
  private Random random = new Random(0);

  /** Guarded memory of {@code owner}. */
  GuardedArena(Arena owner, long capacity) {
    this.owner = owner;
    guarded = new Guarded(owner, capacity);
  }

  /** Takes all memory back; the next case's lies where the seed says. */
  void begin(long seed) {
    guarded.clear();
    random = new Random(seed);
    guarded.scatter(random);
  }

  /** Fails where a guard is damaged. */
  void check() {
    long damage = guarded.firstDamage();
    if (damage >= 0) {
      throw new AssertionError("the guard is damaged at byte " + damage);
    }
  }

  @Override
  public MemorySegment allocate(long bytes, long alignment) {
    long shift = alignment < 64 ? alignment * random.nextLong(64 / alignment) : 0;
    long offset = guarded.take(shift + bytes);
    return guarded.memory().asSlice(offset + shift, bytes);
  }

  @Override
  public MemorySegment.Scope scope() {
    return owner.scope();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("its owner closes it");
  }
}
