package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.Packing;
import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import io.skiplane.model.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * The inputs that {@link Gradient.Dense} draws and forgets, to the same bits, for those who want to
 * keep them: input i of a batch of B has its turn at step ⌊i/B⌋. N(0,1) entries in the layout
 * {@link Inputs.Layout#ROW_MAJOR}.
 *
 * <p>Not safe for use by two threads at once.
 */
public final class FreshInputs {
  private final Kernels kernels;
  private final Shape shape;
  private final Precision precision;
  private final int batch;
  private final StreamKey key;
  private final long blocks;
  private final int blockPatches;
  private final MemorySegment work;

  /**
   * The inputs of a student.
   *
   * @param memory gives room for a block of patches, one segment, for as long as this is used
   * @param shape k and p of every input
   * @param precision format of the numbers
   * @param batch of the dense gradient
   * @param seed names the random streams together with {@code number}
   * @param number the student's number
   * @throws IllegalArgumentException if the batch is none
   */
  public FreshInputs(
      SegmentAllocator memory,
      Shape shape,
      Precision precision,
      int batch,
      long seed,
      long number) {
    this.shape = shape;
    this.precision = precision;
    this.batch = new Gradient.Dense(batch).batch();
    kernels = Twins.chosen(precision);
    key = new StreamKey(seed, number);
    blocks = PatchPass.blocks(shape, precision);
    blockPatches = PatchPass.blockPatches(shape, precision);
    long most = pairs(Math.min(shape.k(), blockPatches));
    work = memory.allocate(2 * Precision.VECTOR_BYTES * most, Precision.VECTOR_BYTES);
  }

  /**
   * Draws an input.
   *
   * @param input its number, at least 0
   * @param z number[k,p], row-major, native, aligned to its numbers, modified
   * @param offset byte of z at which it begins
   * @throws IllegalArgumentException if z is on the heap, short, misaligned or read-only, or the
   *     number is negative
   */
  public void write(long input, MemorySegment z, long offset) {
    if (input < 0) {
      throw new IllegalArgumentException("input is " + input + "; it must be at least 0");
    }
    long bytes = Inputs.bytes(shape, precision, Inputs.Layout.ROW_MAJOR);
    Segments.check("Z", z, Math.addExact(offset, bytes), precision.bytes(), true);
    long step = input / batch;
    long first = input % batch * blocks;
    for (long block = 0; block < blocks; block++) {
      long patch = block * blockPatches;
      long patches = Math.min(blockPatches, shape.k() - patch);
      long stream = first + block;
      kernels.normals(work, 0, pairs(patches), key.key0(stream, step), key.key1(stream, step));
      long to = offset + patch * shape.p() * precision.bytes();
      Packing.unpack(work, 0, z, to, patches, shape.p(), precision);
    }
  }

  private long pairs(long patches) {
    long numbers = Packing.bytes(patches, shape.p(), precision) / precision.bytes();
    return Offsets.drawnPairs(precision.pairs(numbers));
  }
}
