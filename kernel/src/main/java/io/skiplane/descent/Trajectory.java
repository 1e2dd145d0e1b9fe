package io.skiplane.descent;

import io.skiplane.memory.Segments;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A ring of points in the caller's memory, written without allocation; the oldest point gives way.
 *
 * <p>Memory: float64[capacity][6], each row step, loss, φ, aᵀa*, ‖a−a*‖², ‖v−v*‖². Not safe for use
 * by two threads at once.
 */
public final class Trajectory {
  private static final int FIELDS = 6;

  private final MemorySegment memory;
  private final long capacity;
  private long written;

  private Trajectory(MemorySegment memory, long capacity) {
    this.memory = memory;
    this.capacity = capacity;
  }

  /**
   * {@return bytes of a ring of {@code capacity} points}
   *
   * @param capacity points held at most, at least 1
   */
  public static long bytes(long capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "a trajectory of " + capacity + " points; it must hold at least 1");
    }
    return Math.multiplyExact(capacity, (long) FIELDS * Double.BYTES);
  }

  /**
   * {@return a ring in new memory of {@code arena}}
   *
   * @param arena owns the memory
   * @param capacity points held at most, at least 1
   */
  public static Trajectory allocate(Arena arena, long capacity) {
    return wrap(arena.allocate(bytes(capacity), Double.BYTES), capacity);
  }

  /**
   * {@return a ring in the caller's memory: native, aligned to 8 bytes, modified}
   *
   * @param memory float64[capacity][6], native, 8-byte aligned, modified; the caller owns it
   * @param capacity points held at most, at least 1
   */
  public static Trajectory wrap(MemorySegment memory, long capacity) {
    Segments.check("trajectory memory", memory, bytes(capacity), Double.BYTES, true);
    return new Trajectory(memory.asSlice(0, bytes(capacity)), capacity);
  }

  /** The ring's memory. */
  MemorySegment memory() {
    return memory;
  }

  /** {@return points held, at most the capacity} */
  public long size() {
    return Math.min(written, capacity);
  }

  /** {@return points ever written; those beyond the capacity have replaced the oldest} */
  public long written() {
    return written;
  }

  /**
   * {@return point {@code index}, 0 the oldest one held}
   *
   * @param index from 0, below {@link #size}
   * @throws IndexOutOfBoundsException if the number is out of its range
   */
  public Point point(long index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException(
          "point "
              + index
              + " of a trajectory of "
              + size()
              + " points; the number must be at least 0 and below that");
    }
    long row = (written - size() + index) % capacity;
    return new Point(
        (long) get(row, 0), get(row, 1), get(row, 2), get(row, 3), get(row, 4), get(row, 5));
  }

  void add(long step, Measure measure) {
    long row = written % capacity;
    set(row, 0, step);
    set(row, 1, measure.loss());
    set(row, 2, measure.phi());
    set(row, 3, measure.alignment());
    set(row, 4, measure.squaredDistanceA());
    set(row, 5, measure.squaredDistanceV());
    written++;
  }

  private double get(long row, int field) {
    return memory.get(ValueLayout.JAVA_DOUBLE, (row * FIELDS + field) * Double.BYTES);
  }

  private void set(long row, int field, double value) {
    memory.set(ValueLayout.JAVA_DOUBLE, (row * FIELDS + field) * Double.BYTES, value);
  }
}
