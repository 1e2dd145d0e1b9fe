package io.skiplane.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The number format of a student's weights, of the data and of all arithmetic on them.
 *
 * <p>Both formats share one layout rule: arrays are padded with zeros to whole 64-byte vectors,
 * that is to 16 floats or 8 doubles, whatever vectors the machine has.
 */
public enum Precision {
  /** IEEE 754 binary32; 16 logical lanes. */
  FLOAT(Float.BYTES),
  /** IEEE 754 binary64; 8 logical lanes. */
  DOUBLE(Double.BYTES);

  /** Alignment in bytes of every array of the kernel, and the size of one logical vector. */
  public static final int VECTOR_BYTES = 64;

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** {@return size of one number in bytes} */
  public int bytes() {
    return bytes;
  }

  /** {@return logical lanes: numbers in one 64-byte vector, 16 (float) or 8 (double)} */
  public int lanes() {
    return VECTOR_BYTES / bytes;
  }

  /**
   * {@return the smallest multiple of {@link #lanes()} that is not below {@code count}}
   *
   * @param count how many numbers, at least 0
   */
  public long padded(long count) {
    return Math.addExact(count, lanes() - 1L) & -lanes();
  }

  /**
   * {@return pairs of whole vectors that hold {@code count} numbers: what a draw of normals comes
   * in}
   *
   * @param count how many numbers, at least 0
   */
  public long pairs(long count) {
    long pair = 2L * lanes();
    return Math.addExact(count, pair - 1) / pair;
  }

  /**
   * {@return bytes of an array of {@code count} numbers with its padding}
   *
   * @param count how many numbers, at least 0
   */
  public long paddedBytes(long count) {
    return Math.multiplyExact(padded(count), (long) bytes);
  }

  /**
   * Sets the padding of an array to zeros.
   *
   * @param array number[count] with its padding, modified
   * @param count numbers before the padding
   */
  public void clearPadding(MemorySegment array, long count) {
    for (long i = count; i < padded(count); i++) {
      set(array, 0, i, 0);
    }
  }

  /**
   * Checks that a number is finite in this format: also one beyond the range of float is refused,
   * which rounding would make infinite.
   *
   * @param what the array's name in messages
   * @param index its place, for messages
   * @param value what to check
   * @return the value, rounded to this format
   * @throws IllegalArgumentException if it is NaN, infinite or too large
   */
  public double finite(String what, long index, double value) {
    return Segments.finite(what, index, this == FLOAT ? (float) value : value);
  }

  /**
   * Reads number {@code index} of the array that begins at byte {@code offset}.
   *
   * @param segment holds the array, at any alignment
   * @param offset byte at which the array begins
   * @param index number of the entry, from 0
   * @return the number
   */
  public double get(MemorySegment segment, long offset, long index) {
    return this == FLOAT
        ? segment.get(ValueLayout.JAVA_FLOAT_UNALIGNED, offset + index * Float.BYTES)
        : segment.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, offset + index * Double.BYTES);
  }

  /**
   * Writes {@code value}, rounded to this format, to number {@code index} of the array.
   *
   * @param segment holds the array, at any alignment
   * @param offset byte at which the array begins
   * @param index number of the entry, from 0
   * @param value what to write; segment is modified
   */
  public void set(MemorySegment segment, long offset, long index, double value) {
    if (this == FLOAT) {
      segment.set(ValueLayout.JAVA_FLOAT_UNALIGNED, offset + index * Float.BYTES, (float) value);
    } else {
      segment.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, offset + index * Double.BYTES, value);
    }
  }
}
