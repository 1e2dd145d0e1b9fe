package io.skiplane.lanes.vector;

import static io.skiplane.lanes.vector.FloatLanes.ORDER;
import static io.skiplane.lanes.vector.FloatLanes.PART;
import static io.skiplane.lanes.vector.FloatLanes.SPECIES;
import static io.skiplane.lanes.vector.FloatLanes.VECTOR;
import static io.skiplane.lanes.vector.FloatLanes.WIDTH;
import static io.skiplane.lanes.vector.FloatTree.SWAP_EIGHTH;
import static io.skiplane.lanes.vector.FloatTree.SWAP_HALF;
import static io.skiplane.lanes.vector.FloatTree.SWAP_PAIR;
import static io.skiplane.lanes.vector.FloatTree.SWAP_QUARTER;
import static io.skiplane.lanes.vector.FloatTree.UPPER_EIGHTH;
import static io.skiplane.lanes.vector.FloatTree.UPPER_HALF;
import static io.skiplane.lanes.vector.FloatTree.UPPER_QUARTER;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The random direction ξ of a projected step: its sums with v and v*, and v's step along it. What
 * lies in ξ's memory beyond p counts as 0.
 */
final class FloatXi {
  private FloatXi() {}

  /** Lane vectors 1, 3 and 5: Σ ξ_i v_i, Σ ξ_i (v*_i − side·v_i), Σ ξ_i²; 0 in vector 7. */
  static void sums(
      MemorySegment v, long vo, long so, long xo, long p, float side, MemorySegment work) {
    if (!v.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = p * Float.BYTES;
    long whole = end & -VECTOR;
    FloatVector back = FloatVector.broadcast(SPECIES, -side);
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector along = FloatVector.zero(SPECIES);
      FloatVector across = along;
      FloatVector length = along;
      long i = part;
      for (; i < whole; i += VECTOR) {
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, v, vo + i, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
        FloatVector xi = FloatVector.fromMemorySegment(SPECIES, work, xo + i, ORDER);
        along = xi.fma(x, along);
        across = xi.fma(back.fma(x, y), across);
        length = xi.fma(xi, length);
      }
      if (i < ((end + VECTOR - 1) & -VECTOR)) {
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, v, vo + i, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
        FloatVector xi =
            FloatVector.zero(SPECIES)
                .blend(
                    FloatVector.fromMemorySegment(SPECIES, work, xo + i, ORDER),
                    SPECIES.indexInRange(0, (end - i) / Float.BYTES));
        along = xi.fma(x, along);
        across = xi.fma(back.fma(x, y), across);
        length = xi.fma(xi, length);
      }
      along.intoMemorySegment(work, VECTOR + part, ORDER);
      across.intoMemorySegment(work, 3 * VECTOR + part, ORDER);
      length.intoMemorySegment(work, 5 * VECTOR + part, ORDER);
      FloatVector.zero(SPECIES).intoMemorySegment(work, 7 * VECTOR + part, ORDER);
    }
  }

  /** v ← keep·v + pull·(v* − side·v) + push·ξ. */
  static void step(
      MemorySegment v,
      long vo,
      long so,
      long xo,
      long p,
      float side,
      float keep,
      float pull,
      float push,
      MemorySegment work) {
    if (!v.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = p * Float.BYTES;
    FloatVector back = FloatVector.broadcast(SPECIES, -side);
    FloatVector keeps = FloatVector.broadcast(SPECIES, keep);
    FloatVector pulls = FloatVector.broadcast(SPECIES, pull);
    FloatVector pushes = FloatVector.broadcast(SPECIES, push);
    long i = 0;
    for (; i <= end - PART; i += PART) {
      FloatVector x = FloatVector.fromMemorySegment(SPECIES, v, vo + i, ORDER);
      FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
      FloatVector xi = FloatVector.fromMemorySegment(SPECIES, work, xo + i, ORDER);
      keeps.fma(x, pulls.fma(back.fma(x, y), pushes.mul(xi))).intoMemorySegment(v, vo + i, ORDER);
    }
    if (i < end) {
      FloatVector x = FloatVector.fromMemorySegment(SPECIES, v, vo + i, ORDER);
      FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
      FloatVector xi = FloatVector.fromMemorySegment(SPECIES, work, xo + i, ORDER);
      x.blend(
              keeps.fma(x, pulls.fma(back.fma(x, y), pushes.mul(xi))),
              SPECIES.indexInRange(0, (end - i) / Float.BYTES))
          .intoMemorySegment(v, vo + i, ORDER);
    }
  }

  /** {@link #stepAndSums}, then the rest of the tree of all sums. */
  static void pass(
      MemorySegment v,
      long vo,
      long so,
      long before,
      long xo,
      long p,
      float sideBefore,
      float keep,
      float pull,
      float push,
      float side,
      MemorySegment work) {
    if (PART == VECTOR && p > 0 && p <= WIDTH) {
      stepAndSumsOfOne(v, vo, so, before, xo, p, sideBefore, keep, pull, push, side, work);
    } else {
      stepAndSums(v, vo, so, before, xo, p, sideBefore, keep, pull, push, side, work);
      FloatTree.last(work);
    }
  }

  /**
   * {@link #step} along one ξ and, in the same pass, {@link #sums} of the new v with the next ξ.
   * Whole vectors are left as one in lane vector 1.
   */
  private static void stepAndSums(
      MemorySegment v,
      long vo,
      long so,
      long before,
      long xo,
      long p,
      float sideBefore,
      float keep,
      float pull,
      float push,
      float side,
      MemorySegment work) {
    if (!v.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    long end = p * Float.BYTES;
    long padded = (end + VECTOR - 1) & -VECTOR;
    FloatVector backBefore = FloatVector.broadcast(SPECIES, -sideBefore);
    FloatVector keeps = FloatVector.broadcast(SPECIES, keep);
    FloatVector pulls = FloatVector.broadcast(SPECIES, pull);
    FloatVector pushes = FloatVector.broadcast(SPECIES, push);
    FloatVector back = FloatVector.broadcast(SPECIES, -side);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (long part = 0; part < VECTOR; part += PART) {
      FloatVector along = zero;
      FloatVector across = zero;
      FloatVector length = zero;
      for (long i = part; i < padded; i += VECTOR) {
        FloatVector x = FloatVector.fromMemorySegment(SPECIES, v, vo + i, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, so + i, ORDER);
        FloatVector last = FloatVector.fromMemorySegment(SPECIES, work, before + i, ORDER);
        FloatVector xi = FloatVector.fromMemorySegment(SPECIES, work, xo + i, ORDER);
        FloatVector next = keeps.fma(x, pulls.fma(backBefore.fma(x, y), pushes.mul(last)));
        if (i > end - VECTOR) {
          VectorMask<Float> inside = SPECIES.indexInRange(0, (end - i) / Float.BYTES);
          next = x.blend(next, inside);
          xi = zero.blend(xi, inside);
        }
        x = next;
        x.intoMemorySegment(v, vo + i, ORDER);
        along = xi.fma(x, along);
        across = xi.fma(back.fma(x, y), across);
        length = xi.fma(xi, length);
      }
      if (PART == VECTOR) {
        // Two levels of the tree of eight, in registers; FloatTree.last makes the others.
        along =
            along
                .blend(length, UPPER_HALF)
                .add(length.blend(along, UPPER_HALF).rearrange(SWAP_HALF));
        across =
            across.blend(zero, UPPER_HALF).add(zero.blend(across, UPPER_HALF).rearrange(SWAP_HALF));
        along
            .blend(across, UPPER_QUARTER)
            .add(across.blend(along, UPPER_QUARTER).rearrange(SWAP_QUARTER))
            .intoMemorySegment(work, VECTOR, ORDER);
      } else {
        along.intoMemorySegment(work, VECTOR + part, ORDER);
        across.intoMemorySegment(work, 3 * VECTOR + part, ORDER);
        length.intoMemorySegment(work, 5 * VECTOR + part, ORDER);
        zero.intoMemorySegment(work, 7 * VECTOR + part, ORDER);
      }
    }
  }

  /**
   * {@link #stepAndSums} of a v that is one whole vector, and {@link FloatTree#last}: without a
   * loop, whose checks would take longer than the vector.
   */
  private static void stepAndSumsOfOne(
      MemorySegment v,
      long vo,
      long so,
      long before,
      long xo,
      long p,
      float sideBefore,
      float keep,
      float pull,
      float push,
      float side,
      MemorySegment work) {
    if (!v.isNative() || !work.isNative()) {
      throw Segments.onHeap();
    }
    FloatVector zero = FloatVector.zero(SPECIES);
    VectorMask<Float> inside = SPECIES.indexInRange(0, p);
    FloatVector y = FloatVector.fromMemorySegment(SPECIES, work, so, ORDER);
    FloatVector last = FloatVector.fromMemorySegment(SPECIES, work, before, ORDER).mul(push);
    FloatVector xi = zero.blend(FloatVector.fromMemorySegment(SPECIES, work, xo, ORDER), inside);
    FloatVector x = FloatVector.fromMemorySegment(SPECIES, v, vo, ORDER);
    FloatVector away = FloatVector.broadcast(SPECIES, -sideBefore).fma(x, y);
    FloatVector next =
        FloatVector.broadcast(SPECIES, keep)
            .fma(x, FloatVector.broadcast(SPECIES, pull).fma(away, last));
    x = x.blend(next, inside);
    x.intoMemorySegment(v, vo, ORDER);
    FloatVector along = xi.fma(x, zero);
    FloatVector across = xi.fma(FloatVector.broadcast(SPECIES, -side).fma(x, y), zero);
    FloatVector length = xi.fma(xi, zero);
    along =
        along.blend(length, UPPER_HALF).add(length.blend(along, UPPER_HALF).rearrange(SWAP_HALF));
    across =
        across.blend(zero, UPPER_HALF).add(zero.blend(across, UPPER_HALF).rearrange(SWAP_HALF));
    FloatVector odd =
        along
            .blend(across, UPPER_QUARTER)
            .add(across.blend(along, UPPER_QUARTER).rearrange(SWAP_QUARTER));
    FloatVector even = FloatVector.fromMemorySegment(SPECIES, work, 0, ORDER);
    FloatVector sums =
        even.blend(odd, UPPER_EIGHTH).add(odd.blend(even, UPPER_EIGHTH).rearrange(SWAP_EIGHTH));
    if (WIDTH == 16) {
      sums = sums.add(sums.rearrange(SWAP_PAIR));
    }
    sums.intoMemorySegment(work, 0, ORDER);
  }
}
