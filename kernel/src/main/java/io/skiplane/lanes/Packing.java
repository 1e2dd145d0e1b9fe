package io.skiplane.lanes;

import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;

/**
 * How the kernel wants patches to lie in memory, and the copy that brings row-major ones there.
 *
 * <p>Narrow patches (p ≤ {@link Kernels#NARROW_LIMIT}): {@code [groups][columns][W]}, a patch in
 * each lane of a group of W, columns padded with zeros to an even number of at least {@link
 * Kernels#NARROW_COLUMNS}. Wider ones: {@code [k][p padded to W]}, row-major. W is 16 floats or 8
 * doubles. Copies do not round, so both twins share this code.
 */
public final class Packing {
  private Packing() {}

  /** Whether patches of size p take the layout with a patch in each lane. */
  public static boolean narrow(long p) {
    return p <= Kernels.NARROW_LIMIT;
  }

  /** Numbers that a patch of size p occupies. */
  public static long columns(long p, Precision precision) {
    return narrow(p) ? Math.max(Kernels.NARROW_COLUMNS, (p + 1) & -2) : precision.padded(p);
  }

  /** Bytes of one packed input of k patches of size p. */
  public static long bytes(long k, long p, Precision precision) {
    long patches = narrow(p) ? precision.padded(k) : k;
    return Math.multiplyExact(
        Math.multiplyExact(patches, columns(p, precision)), (long) precision.bytes());
  }

  /**
   * Packs some patches.
   *
   * @param rows [count][p] row-major, at least aligned to its numbers, not modified
   * @param packed room for {@link #bytes} of (count, p), 64-byte aligned, modified
   */
  public static void pack(
      MemorySegment rows,
      long rowsOffset,
      MemorySegment packed,
      long packedOffset,
      long count,
      long p,
      Precision precision) {
    if (narrow(p)) {
      packNarrow(rows, rowsOffset, packed, packedOffset, count, (int) p, precision);
    } else {
      packWide(rows, rowsOffset, packed, packedOffset, count, p, precision);
    }
  }

  /**
   * Brings packed patches back to rows.
   *
   * @param packed as {@link #pack} leaves them; what stands in the padding is not read
   * @param rows [count][p] row-major, at least aligned to its numbers, modified
   */
  public static void unpack(
      MemorySegment packed,
      long packedOffset,
      MemorySegment rows,
      long rowsOffset,
      long count,
      long p,
      Precision precision) {
    if (!narrow(p)) {
      long from = precision.paddedBytes(p);
      long to = p * precision.bytes();
      for (long row = 0; row < count; row++) {
        MemorySegment.copy(packed, packedOffset + row * from, rows, rowsOffset + row * to, to);
      }
      return;
    }
    int width = precision.lanes();
    long columns = columns(p, precision);
    for (long patch = 0; patch < count; patch++) {
      long group = packedOffset + patch / width * columns * Precision.VECTOR_BYTES;
      for (long column = 0; column < p; column++) {
        double value = precision.get(packed, group, column * width + patch % width);
        precision.set(rows, rowsOffset, patch * p + column, value);
      }
    }
  }

  private static void packNarrow(
      MemorySegment rows,
      long rowsOffset,
      MemorySegment packed,
      long packedOffset,
      long count,
      int p,
      Precision precision) {
    int width = precision.lanes();
    int columns = (int) columns(p, precision);
    long groups = precision.padded(count) / width;
    for (long group = 0; group < groups; group++) {
      long at = packedOffset + group * columns * Precision.VECTOR_BYTES;
      for (int column = 0; column < columns; column++) {
        for (int lane = 0; lane < width; lane++) {
          long patch = group * width + lane;
          double value =
              column < p && patch < count ? precision.get(rows, rowsOffset, patch * p + column) : 0;
          precision.set(packed, at, (long) column * width + lane, value);
        }
      }
    }
  }

  private static void packWide(
      MemorySegment rows,
      long rowsOffset,
      MemorySegment packed,
      long packedOffset,
      long count,
      long p,
      Precision precision) {
    long from = p * precision.bytes();
    long to = precision.paddedBytes(p);
    for (long row = 0; row < count; row++) {
      MemorySegment.copy(rows, rowsOffset + row * from, packed, packedOffset + row * to, from);
      for (long column = p; column < to / precision.bytes(); column++) {
        precision.set(packed, packedOffset + row * to, column, 0);
      }
    }
  }
}
