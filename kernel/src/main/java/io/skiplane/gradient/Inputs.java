package io.skiplane.gradient;

import io.skiplane.lanes.Packing;
import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import io.skiplane.model.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * Inputs Z and their labels in memory that the caller owns: off-heap or a mapped file.
 *
 * @param z the patches of {@code count} inputs in {@code layout}, aligned to their numbers
 *     (row-major) or to 64 bytes (packed), not modified
 * @param labels label of each input, number[count] of the same precision, aligned to its numbers,
 *     not modified
 * @param shape k and p of every input
 * @param count number of inputs, at least 1
 * @param precision format of z and of the labels
 * @param layout how the patches lie in z
 */
public record Inputs(
    MemorySegment z,
    MemorySegment labels,
    Shape shape,
    long count,
    Precision precision,
    Layout layout) {

  /** How the patches of an input lie in memory. */
  public enum Layout {
    /** [k][p], as arrays come; narrow or ragged patches are packed block by block in the cache. */
    ROW_MAJOR,
    /**
     * As loops want them, and {@link Inputs#packed} brings them; nothing is copied in a step. For p
     * ≤ 16: {@code [k/W][columns][W]}, a patch in each of W lanes (16 floats, 8 doubles), the last
     * group filled up with zeros, and so the columns: p rounded up to even, 8 at least. For larger
     * p: {@code [k][p padded to W]} row-major, with zeros in the padding.
     */
    PACKED
  }

  /**
   * Checks sizes, alignment and that the arenas are open; {@link #checkFinite} checks the numbers.
   *
   * @throws IllegalArgumentException if a segment is on the heap, short or misaligned
   * @throws IllegalStateException if an arena is closed
   */
  public Inputs {
    Segments.atLeastOne("the number of inputs", count);
    long alignment = layout == Layout.PACKED ? Precision.VECTOR_BYTES : precision.bytes();
    Segments.check(
        "Z", z, Math.multiplyExact(count, bytes(shape, precision, layout)), alignment, false);
    Segments.check(
        "the labels",
        labels,
        Math.multiplyExact(count, (long) precision.bytes()),
        precision.bytes(),
        false);
  }

  /** Checks that students can take inputs. */
  static void checkFit(Shape given, Precision format, Shape shape, Precision precision) {
    if (!given.equals(shape)) {
      throw new IllegalArgumentException(
          "inputs of shape " + given + " do not fit students of shape " + shape);
    }
    if (format != precision) {
      throw new IllegalArgumentException(
          "inputs of " + format + " do not fit students of " + precision);
    }
  }

  /**
   * {@return bytes of one input}
   *
   * @param shape k and p
   * @param precision format of the numbers
   * @param layout how the patches lie
   */
  public static long bytes(Shape shape, Precision precision, Layout layout) {
    return layout == Layout.PACKED
        ? Packing.bytes(shape.k(), shape.p(), precision)
        : Math.multiplyExact(shape.elements(), (long) precision.bytes());
  }

  /**
   * The label of an input.
   *
   * @param input its number, from 0
   * @return the label
   * @throws IndexOutOfBoundsException if there is no such input
   */
  public double label(long input) {
    return precision.get(labels, 0, Segments.index("input", input, count));
  }

  /**
   * These inputs as steps take them without a copy: packed once, in memory of the allocator's; the
   * labels stay where they are.
   *
   * @param memory gives the packed patches, one segment, 64-byte aligned
   * @return inputs of layout {@link Layout#PACKED}; these, if they are packed already
   */
  public Inputs packed(SegmentAllocator memory) {
    if (layout == Layout.PACKED) {
      return this;
    }
    long from = bytes(shape, precision, layout);
    long to = bytes(shape, precision, Layout.PACKED);
    MemorySegment packed = memory.allocate(Math.multiplyExact(count, to), Precision.VECTOR_BYTES);
    for (long i = 0; i < count; i++) {
      Packing.pack(z, i * from, packed, i * to, shape.k(), shape.p(), precision);
    }
    return new Inputs(packed, labels, shape, count, precision, Layout.PACKED);
  }

  /**
   * Reads every number once; a NaN or an infinity is named by its place.
   *
   * @throws IllegalArgumentException naming the first number that is not finite
   */
  public void checkFinite() {
    long numbers = count * bytes(shape, precision, layout) / precision.bytes();
    for (long i = 0; i < numbers; i++) {
      Segments.finite("Z", i, precision.get(z, 0, i));
    }
    for (long i = 0; i < count; i++) {
      Segments.finite("labels", i, precision.get(labels, 0, i));
    }
  }
}
