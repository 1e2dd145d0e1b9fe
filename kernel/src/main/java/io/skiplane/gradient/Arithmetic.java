package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Borrowed;
import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * The vector operations that an optimiser is made of, on arrays in the caller's memory.
 *
 * <p>Common terms. An array {@code x: number[n]} is native, 64-byte aligned and padded with zeros
 * to whole 64-byte vectors, at least {@code precision.paddedBytes(n)} long: as {@link #allocate}
 * gives it, and as a student's weights lie. Padding that is 0 stays 0. Every method throws {@link
 * IllegalArgumentException} for an array on the heap, short or misaligned (or read-only, where it
 * is modified), {@link IllegalStateException} where its arena is closed, also during the call, and
 * {@link WrongThreadException} where it is confined to another thread. Products that are added are
 * fused; the order of every sum depends on n alone, so results are the same to the last bit on
 * every machine.
 *
 * <p>Gradient descent with noise:
 *
 * {@snippet file="Noise.java" region="noise"}
 *
 * <p>All runs on the caller's thread and allocates nothing. Not safe for use by two threads at once
 * (its workspace is one); make one for each.
 */
public final class Arithmetic {
  /** Blocks of streams far below those of patches, starts and steps, which no caller's can meet. */
  private static final long CALLERS_BLOCK = Long.MIN_VALUE;

  private final Kernels kernels;
  private final Precision precision;
  private final MemorySegment work;

  private Arithmetic(Precision precision, MemorySegment work) {
    kernels = Twins.chosen(precision);
    this.precision = precision;
    this.work = work;
  }

  /**
   * Arithmetic in one precision.
   *
   * @param memory gives a workspace of 4.5 KiB, for as long as this is used; an arena for example
   * @param precision format of all arrays
   * @return the operations
   */
  public static Arithmetic of(SegmentAllocator memory, Precision precision) {
    MemorySegment work = memory.allocate(Kernels.LANE_BYTES, Precision.VECTOR_BYTES);
    Segments.check("workspace", work, Kernels.LANE_BYTES, Precision.VECTOR_BYTES, true);
    return new Arithmetic(precision, work);
  }

  /** {@return format of all arrays} */
  public Precision precision() {
    return precision;
  }

  /**
   * An array of zeros.
   *
   * @param memory gives the array; an arena for example
   * @param n how many numbers, at least 1
   * @return number[n], with room for a draw of {@link #normals}
   */
  public MemorySegment allocate(SegmentAllocator memory, long n) {
    long bytes = Math.multiplyExact(drawnPairs(n), 2L * Precision.VECTOR_BYTES);
    return memory.allocate(bytes, Precision.VECTOR_BYTES).fill((byte) 0);
  }

  /**
   * {@code x·y = Σ_i x_i y_i}.
   *
   * @param x number[n], not modified
   * @param y number[n], not modified; may be x
   * @param n how many numbers, at least 1
   * @return the sum
   */
  public double dot(MemorySegment x, MemorySegment y, long n) {
    check("x", x, n, false);
    check("y", y, n, false);
    try {
      return kernels.dot(x, 0, y, 0, precision.padded(n), work);
    } catch (IllegalStateException e) {
      throw closed(e, "x", x, "y", y);
    }
  }

  /**
   * {@code y ← y + scale·x}.
   *
   * @param scale finite; rounded to the precision
   * @param x number[n], not modified
   * @param y number[n], modified; may be x, but share no part of it
   * @param n how many numbers, at least 1
   * @throws IllegalArgumentException also if the scale is not finite in the precision
   */
  public void addScaled(double scale, MemorySegment x, MemorySegment y, long n) {
    checkFinite("scale", scale);
    check("x", x, n, false);
    check("y", y, n, true);
    checkSameOrApart(x, y, n);
    try {
      kernels.addScaled(scale, x, 0, y, 0, precision.padded(n));
    } catch (IllegalStateException e) {
      throw closed(e, "x", x, "y", y);
    }
  }

  /**
   * {@code y ← alpha·y + beta·x}, one rounding for beta·x and one for the rest.
   *
   * @param alpha finite; rounded to the precision
   * @param y number[n], modified
   * @param beta finite; rounded to the precision
   * @param x number[n], not modified; may be y, but share no part of it
   * @param n how many numbers, at least 1
   * @throws IllegalArgumentException also if a factor is not finite in the precision
   */
  public void combine(double alpha, MemorySegment y, double beta, MemorySegment x, long n) {
    checkFinite("alpha", alpha);
    checkFinite("beta", beta);
    check("y", y, n, true);
    check("x", x, n, false);
    checkSameOrApart(x, y, n);
    try {
      kernels.combine(alpha, y, 0, beta, x, 0, precision.padded(n));
    } catch (IllegalStateException e) {
      throw closed(e, "x", x, "y", y);
    }
  }

  /**
   * {@code v ← v/‖v‖}, which a student's first-layer weight wants after every step.
   *
   * @param v number[n], modified
   * @param n how many numbers, at least 1
   * @return the norm before
   * @throws IllegalArgumentException also if the norm is 0 or not finite; v is then as it was
   */
  public double normalise(MemorySegment v, long n) {
    check("v", v, n, true);
    try {
      return normalised(v, precision.padded(n));
    } catch (IllegalStateException e) {
      throw closed(e, "v", v, "v", v);
    }
  }

  private double normalised(MemorySegment v, long padded) {
    double norm = Math.sqrt(kernels.dot(v, 0, v, 0, padded, work));
    if (!(norm > 0 && norm < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "‖v‖ is " + norm + "; a weight with a direction needs a finite norm above 0");
    }
    kernels.combine(1 / norm, v, 0, 0, v, 0, padded);
    return norm;
  }

  /**
   * Fills an array with independent N(0,1) numbers by address: the same (seed, student, stream,
   * step) gives the same numbers on every machine, other addresses give independent ones. Box and
   * Muller's transform of xoshiro256++; floats reach ±6.66, doubles ±8.49.
   *
   * @param out number[n] from {@link #allocate}, modified
   * @param n how many numbers, at least 1
   * @param seed names the stream together with the next three; never a stream of the kernel's own
   *     patches or starts
   * @param student any number
   * @param stream number of the caller's stream, at least 0
   * @param step any number
   */
  public void normals(MemorySegment out, long n, long seed, long student, int stream, long step) {
    if (stream < 0) {
      throw new IllegalArgumentException("stream is " + stream + "; it must be at least 0");
    }
    check("out", out, n, true);
    long pairs = drawnPairs(n);
    Segments.check(
        "out (which takes a whole draw)",
        out,
        pairs * 2 * Precision.VECTOR_BYTES,
        Precision.VECTOR_BYTES,
        true);
    long block = CALLERS_BLOCK + stream;
    try {
      kernels.normals(
          out,
          0,
          pairs,
          StreamKey.key0(seed, student, block, step),
          StreamKey.key1(seed, student, block, step));
      long bytes = precision.paddedBytes(n);
      precision.clearPadding(out, n);
      kernels.clear(out, bytes, pairs * 2 * Precision.VECTOR_BYTES - bytes);
    } catch (IllegalStateException e) {
      throw closed(e, "out", out, "out", out);
    }
  }

  private IllegalStateException closed(
      IllegalStateException e, String what, MemorySegment x, String other, MemorySegment y) {
    return new Borrowed()
        .add(what, x)
        .add(other, y)
        .add("the workspace", work)
        .explained(e, "during an operation");
  }

  private long drawnPairs(long n) {
    return Offsets.drawnPairs(precision.pairs(n));
  }

  private void checkFinite(String what, double factor) {
    if (!Double.isFinite(precision == Precision.FLOAT ? (float) factor : factor)) {
      throw new IllegalArgumentException(
          what + " is " + factor + "; it must be finite, also as a " + precision + " number");
    }
  }

  /** With half an overlap, results would depend on how many lanes are read before the write. */
  private void checkSameOrApart(MemorySegment x, MemorySegment y, long n) {
    if (x.address() != y.address()) {
      long bytes = precision.paddedBytes(n);
      if (x.address() < y.address() + bytes && y.address() < x.address() + bytes) {
        throw new IllegalArgumentException(
            "x and y share "
                + (bytes - Math.abs(x.address() - y.address()))
                + " bytes of memory; give the same array or two that are apart");
      }
    }
  }

  private void check(String what, MemorySegment x, long n, boolean written) {
    Segments.atLeastOne("n", n);
    Segments.check(what, x, precision.paddedBytes(n), Precision.VECTOR_BYTES, written);
  }
}
