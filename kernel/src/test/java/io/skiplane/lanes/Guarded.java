package io.skiplane.lanes;

import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One segment that holds every buffer of a case, with guard zones of NaNs before, between and
 * behind them. A loop that writes beyond its buffer changes a guard; one that reads beyond it meets
 * a NaN.
 */
public final class Guarded {
  /** A NaN both as two floats and as one double. */
  private static final long PATTERN = 0x7ff8_1234_7ff8_1234L;

  private static final long GUARD_BYTES = 4L * Precision.VECTOR_BYTES;

  private final MemorySegment memory;
  private final MemorySegment pattern;
  private final List<long[]> buffers = new ArrayList<>();
  private long end = GUARD_BYTES;
  private @Nullable Random gaps;

  /** Guard everywhere, {@code capacity} bytes of it. */
  public Guarded(Arena arena, long capacity) {
    memory = arena.allocate(capacity, Precision.VECTOR_BYTES);
    pattern = arena.allocate(capacity, Precision.VECTOR_BYTES);
    for (long i = 0; i < capacity; i += Long.BYTES) {
      pattern.set(ValueLayout.JAVA_LONG, i, PATTERN);
    }
    memory.copyFrom(pattern);
  }

  /** Forgets the buffers: guard everywhere. */
  public void clear() {
    MemorySegment.copy(pattern, 0, memory, 0, end);
    buffers.clear();
    end = GUARD_BYTES;
    gaps = null;
  }

  /**
   * Until all is cleared, buffers lie apart by guards of random lengths: at any 64 bytes of a page.
   */
  public void scatter(Random random) {
    gaps = random;
  }

  /** A buffer of zeros, 64-byte aligned, as the byte at which it begins. */
  public long take(long bytes) {
    long offset = end + (gaps == null ? 0 : gaps.nextLong(64) * Precision.VECTOR_BYTES);
    end = ((offset + bytes + Precision.VECTOR_BYTES - 1) & -Precision.VECTOR_BYTES) + GUARD_BYTES;
    if (end > memory.byteSize()) {
      throw new IllegalStateException("a case needs " + end + " bytes; raise the capacity");
    }
    memory.asSlice(offset, bytes).fill((byte) 0);
    buffers.add(new long[] {offset, offset + bytes});
    return offset;
  }

  /** Copies buffers and guards of another, of the same capacity. */
  public void copyFrom(Guarded other) {
    clear();
    MemorySegment.copy(other.memory, 0, memory, 0, other.end);
    buffers.addAll(other.buffers);
    end = other.end;
  }

  /** The whole segment. */
  public MemorySegment memory() {
    return memory;
  }

  /** The part in use, guards and all. */
  public MemorySegment used() {
    return memory.asSlice(0, end);
  }

  /** Clears the sign of the NaN that stands for a result that is none: processors differ in it. */
  void unsignNaNs(Precision precision) {
    for (long[] buffer : buffers) {
      for (long at = buffer[0]; at < buffer[1]; at += precision.bytes()) {
        boolean negative =
            precision == Precision.FLOAT
                ? memory.get(ValueLayout.JAVA_INT, at) == 0xFFC0_0000
                : memory.get(ValueLayout.JAVA_LONG, at) == 0xFFF8_0000_0000_0000L;
        if (negative) {
          precision.set(memory, at, 0, Double.NaN);
        }
      }
    }
  }

  /** The first byte of a guard that is no longer as it was, or −1. */
  public long firstDamage() {
    long at = 0;
    for (long[] buffer : buffers) {
      long damage = firstDamage(at, buffer[0]);
      if (damage >= 0) {
        return damage;
      }
      at = buffer[1];
    }
    return firstDamage(at, end);
  }

  private long firstDamage(long from, long to) {
    long damage = MemorySegment.mismatch(memory, from, to, pattern, from, to);
    return damage < 0 ? -1 : from + damage;
  }
}
