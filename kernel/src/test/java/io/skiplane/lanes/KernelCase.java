package io.skiplane.lanes;

import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;
import java.util.Random;

/**
 * Builds one call of a kernel method: takes guarded buffers, fills them, and says how to make the
 * call. The workspace is the rest of the segment from its lane area on, so that a stray write meets
 * a guard rather than the segment's end.
 */
final class KernelCase {
  final Guarded guarded;
  final Precision precision;
  final long size;
  final Values values;
  final Random random;
  private final long workStart;

  /**
   * A case whose workspace begins first, with its lane area full of numbers that some loops add to.
   */
  KernelCase(Guarded guarded, Precision precision, long size, Values values, Random random) {
    this(guarded, precision, size, values, random, false);
  }

  /** Likewise, with buffers that lie at any 64 bytes of a page if {@code scattered}. */
  KernelCase(
      Guarded guarded,
      Precision precision,
      long size,
      Values values,
      Random random,
      boolean scattered) {
    guarded.clear();
    if (scattered) {
      guarded.scatter(random);
    }
    this.guarded = guarded;
    this.precision = precision;
    this.size = size;
    this.values = values;
    this.random = random;
    workStart = guarded.take(Kernels.LANE_BYTES);
    values.fill(guarded.memory(), workStart, 8L * precision.lanes(), random, precision);
  }

  /** The segment of arrays that lie outside the workspace. */
  MemorySegment memory() {
    return guarded.memory();
  }

  /** The workspace. */
  MemorySegment work() {
    return guarded.memory().asSlice(workStart);
  }

  /** Byte in the workspace of the array that begins at byte {@code offset} of the segment. */
  long inWork(long offset) {
    return offset - workStart;
  }

  /** An array of {@code count} numbers with its padding of zeros. */
  long array(long count) {
    return array(count, values);
  }

  /** An array of numbers of another kind. */
  long array(long count, Values kind) {
    long offset = guarded.take(precision.paddedBytes(count));
    kind.fill(guarded.memory(), offset, count, random, precision);
    return offset;
  }

  /** The size with its padding. */
  long padded() {
    return precision.padded(size);
  }

  /** A parameter of the loop. */
  double parameter() {
    return values.draw(random, precision);
  }

  /** What a step keeps of a weight: nearly all, or any parameter where numbers are of any kind. */
  double factor() {
    return Values.TAME.contains(values) ? 0.99 : parameter();
  }

  /** Erases the lane area, where a loop may leave scratch that is not part of its result. */
  void eraseLanes() {
    work().asSlice(0, Kernels.LANE_BYTES).fill((byte) 0);
  }

  /** Erases the part of the lane area that a cohort's loops may leave anything in. */
  void eraseScratch() {
    long from = CohortKernels.SCRATCH;
    work().asSlice(from, Kernels.LANE_BYTES - from).fill((byte) 0);
  }

  /** Erases the lane area from a byte on. */
  void eraseLanesBehind(long from) {
    work().asSlice(from, Kernels.LANE_BYTES - from).fill((byte) 0);
  }
}
