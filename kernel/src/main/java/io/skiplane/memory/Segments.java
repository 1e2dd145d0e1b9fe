package io.skiplane.memory;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * What every public door asks of memory and numbers that a caller hands in; checked once, never in
 * a loop.
 */
public final class Segments {
  private Segments() {}

  /**
   * {@return what a hot loop throws where memory lies on the heap} The question matters more than
   * the answer: {@code if (!z.isNative()) throw onHeap()} at a loop's head tells C2 the exact class
   * of the segment, from a type profile of the loop's own; without it every access tests for a heap
   * segment and no check leaves the loop (see kernel/PERFORMANCE.md).
   */
  public static IllegalArgumentException onHeap() {
    return new IllegalArgumentException(
        "a segment lies on the Java heap; allocate it off-heap, for example with Arena.allocate");
  }

  /**
   * Checks that {@code segment} can hold {@code bytes} bytes of kernel state.
   *
   * @param what the segment's name in messages
   * @param segment not modified
   * @param bytes wanted length
   * @param alignment wanted alignment of its first byte, a power of two
   * @param written whether the kernel writes to it
   * @throws IllegalArgumentException if it is on the heap, too short, misaligned or read-only
   * @throws IllegalStateException if its arena is closed
   * @throws WrongThreadException if it is confined to another thread
   */
  public static void check(
      String what, MemorySegment segment, long bytes, long alignment, boolean written) {
    if (!segment.isNative()) {
      throw new IllegalArgumentException(
          what + " lies on the Java heap; allocate it off-heap, for example with Arena.allocate");
    }
    checkUsable(what, segment);
    if (segment.byteSize() < bytes) {
      throw new IllegalArgumentException(
          what + " has " + segment.byteSize() + " bytes; it needs at least " + bytes);
    }
    if (segment.address() % alignment != 0) {
      throw new IllegalArgumentException(
          what
              + " begins at address "
              + Long.toHexString(segment.address())
              + "h; it must be aligned to "
              + alignment
              + " bytes, for example with Arena.allocate(size, "
              + alignment
              + ")");
    }
    if (written && segment.isReadOnly()) {
      throw new IllegalArgumentException(
          what + " is read-only; the kernel writes to it: give memory that can be written");
    }
  }

  /**
   * Checks that this thread can use a segment now.
   *
   * @param what the segment's name in messages
   * @param segment not modified
   * @throws IllegalStateException if its arena is closed
   * @throws WrongThreadException if it is confined to another thread
   */
  public static void checkUsable(String what, MemorySegment segment) {
    if (!segment.scope().isAlive()) {
      throw new IllegalStateException(what + " was closed with its arena; keep the arena open");
    }
    if (!segment.isAccessibleBy(Thread.currentThread())) {
      throw new WrongThreadException(
          what + " belongs to a confined arena of another thread; use Arena.ofShared");
    }
  }

  /**
   * Checks that any thread can use a segment.
   *
   * @param what the segment's name in messages
   * @param segment not modified
   * @throws IllegalArgumentException if its arena is confined
   */
  public static void checkOpenToAll(String what, MemorySegment segment) {
    // Never started: it stands for any other thread. None is kept, as a thread keeps class loaders.
    if (!segment.isAccessibleBy(new Thread())) {
      throw new IllegalArgumentException(
          what + " belongs to a confined arena, which one thread can use; take Arena.ofShared()");
    }
  }

  /**
   * Checks that two segments share no byte.
   *
   * @param what the segment's name in messages
   * @param one not modified
   * @param otherWhat the other's name in messages
   * @param other not modified
   * @throws IllegalArgumentException if they overlap
   */
  public static void checkApart(
      String what, MemorySegment one, String otherWhat, MemorySegment other) {
    if (one.isNative()
        && other.isNative()
        && (one.address() + one.byteSize() <= other.address()
            || other.address() + other.byteSize() <= one.address())) {
      return; // Without an object, as calls in a loop come through here.
    }
    Optional<MemorySegment> shared = one.asOverlappingSlice(other);
    if (shared.isPresent()) {
      throw new IllegalArgumentException(
          what
              + " and "
              + otherWhat
              + " share "
              + shared.get().byteSize()
              + " bytes of memory; give each its own");
    }
  }

  /**
   * Checks how many things there are.
   *
   * @param what their number's name in messages
   * @param count how many
   * @throws IllegalArgumentException if there is none
   */
  public static void atLeastOne(String what, long count) {
    if (count < 1) {
      throw new IllegalArgumentException(what + " is " + count + "; it must be at least 1");
    }
  }

  /**
   * Checks the place of a number among those of an array, or of a thing among others.
   *
   * @param what its name in messages
   * @param index its place, from 0
   * @param size how many there are
   * @return the place
   * @throws IndexOutOfBoundsException if there is no such place
   */
  public static long index(String what, long index, long size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          what + " is " + index + "; it must lie between 0 and " + (size - 1));
    }
    return index;
  }

  /**
   * Checks that {@code value} is finite.
   *
   * @param what the array's name in messages
   * @param index its place, for messages
   * @param value what to check
   * @return the value
   * @throws IllegalArgumentException if it is NaN or infinite
   */
  public static double finite(String what, long index, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          what + "[" + index + "] is " + value + "; every number must be finite");
    }
    return value;
  }
}
