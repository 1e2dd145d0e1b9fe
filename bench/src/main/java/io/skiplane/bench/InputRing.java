package io.skiplane.bench;

import io.skiplane.gradient.Inputs;
import io.skiplane.lanes.Normals;
import io.skiplane.lanes.Packing;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Inputs of Gaussian patches, packed, with labels that are noise of the teacher's size: no student
 * fits them, so r stays away from 0 on the smallest ring.
 *
 * <p>The numbers of all inputs are taken in turn from one pool: a ring of gigabytes is made in the
 * time of a copy, and lies at addresses of its own all the same.
 */
final class InputRing {
  /** A prime, so that the patches of no shape are copies of each other. */
  private static final long POOL_NUMBERS = (1 << 20) - 3;

  /** A prime too; beyond, they begin anew. */
  private static final int LABELS = (1 << 12) - 3;

  /** A multiple of the logical lanes, so that blocks of narrow patches are packed side by side. */
  private static final long BLOCK_PATCHES = 64;

  private final Shape shape;
  private final Precision precision;
  private final long count;
  private final MemorySegment pool;
  private final double[] label;
  private final Inputs inputs;

  /**
   * Makes the ring.
   *
   * @param count inputs
   * @param labelSize standard deviation of the labels
   */
  InputRing(Arena arena, Shape shape, Precision precision, long count, double labelSize) {
    this.shape = shape;
    this.precision = precision;
    this.count = count;
    pool = arena.allocate(POOL_NUMBERS * precision.bytes(), Precision.VECTOR_BYTES);
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment normals = Normals.allocate(scratch, POOL_NUMBERS);
      Normals.fill(normals, POOL_NUMBERS, Problem.SEED, 0, 0);
      for (long i = 0; i < POOL_NUMBERS; i++) {
        precision.set(pool, 0, i, normals.getAtIndex(ValueLayout.JAVA_DOUBLE, i));
      }
    }
    label = labels(labelSize);
    long bytes = Packing.bytes(shape.k(), shape.p(), precision);
    MemorySegment z = arena.allocate(count * bytes, Precision.VECTOR_BYTES);
    MemorySegment labels = arena.allocate(count * precision.bytes(), Precision.VECTOR_BYTES);
    for (long input = 0; input < count; input++) {
      pack(input, z, input * bytes);
      precision.set(labels, 0, input, label(input));
    }
    inputs = new Inputs(z, labels, shape, count, precision, Inputs.Layout.PACKED);
  }

  /** Number of inputs. */
  long count() {
    return count;
  }

  /** The inputs as the kernel takes them. */
  Inputs inputs() {
    return inputs;
  }

  /** Numbers of input {@code input}, float64[k][p] row-major, exact in the ring's precision. */
  double[] rows(long input) {
    double[] rows = new double[Math.toIntExact(shape.elements())];
    long first = input * rows.length;
    for (int i = 0; i < rows.length; i++) {
      rows[i] = precision.get(pool, 0, (first + i) % POOL_NUMBERS);
    }
    return rows;
  }

  /** The same in the ring's precision; the memory is the garbage collector's. */
  MemorySegment rowMajor(long input) {
    long bytes = shape.elements() * precision.bytes();
    MemorySegment rows = Arena.ofAuto().allocate(bytes, Precision.VECTOR_BYTES);
    copyNumbers(input * shape.elements(), rows, bytes);
    return rows;
  }

  /** Label of input {@code input}, exact in the ring's precision. */
  double label(long input) {
    return label[(int) (input % LABELS)];
  }

  /** All at once: one call for each label would take seconds in the interpreter. */
  private double[] labels(double size) {
    double[] labels = new double[LABELS];
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment noise = Normals.allocate(scratch, LABELS);
      Normals.fill(noise, LABELS, Problem.SEED, 0, 1);
      for (int i = 0; i < LABELS; i++) {
        double label = noise.getAtIndex(ValueLayout.JAVA_DOUBLE, i) * size;
        labels[i] = precision == Precision.FLOAT ? (float) label : label;
      }
    }
    return labels;
  }

  /**
   * Some patches at a time, so that a ring as large as the memory needs no second one beside it.
   */
  private void pack(long input, MemorySegment z, long offset) {
    long p = shape.p();
    long patchBytes = p * precision.bytes();
    long packedBytes = Packing.columns(p, precision) * precision.bytes();
    try (Arena scratch = Arena.ofConfined()) {
      long most = Math.min(shape.k(), BLOCK_PATCHES);
      MemorySegment block = scratch.allocate(most * patchBytes, Precision.VECTOR_BYTES);
      for (long from = 0; from < shape.k(); from += BLOCK_PATCHES) {
        long patches = Math.min(BLOCK_PATCHES, shape.k() - from);
        copyNumbers(input * shape.elements() + from * p, block, patches * patchBytes);
        Packing.pack(block, 0, z, offset + from * packedBytes, patches, p, precision);
      }
    }
  }

  /** Copies numbers of the pool, which begins anew at its end. */
  private void copyNumbers(long first, MemorySegment to, long bytes) {
    long at = first % POOL_NUMBERS * precision.bytes();
    for (long done = 0; done < bytes; ) {
      long piece = Math.min(bytes - done, pool.byteSize() - at);
      MemorySegment.copy(pool, at, to, done, piece);
      done += piece;
      at = 0;
    }
  }
}
