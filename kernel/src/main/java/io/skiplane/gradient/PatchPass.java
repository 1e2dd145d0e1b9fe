package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.LaneSum;
import io.skiplane.lanes.Packing;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;

/**
 * One pass over the patches of one input, or over a section of them, block by block:
 *
 * <pre>
 * u_j = Z_j·v    g = Σ_j a*_j σ(Z_j·v*)    s = Σ_j a_j 1[u_j > 0] Z_j
 * </pre>
 *
 * <p>The order of every sum depends on the shape and the precision alone: g adds up by lanes, patch
 * j in lane j mod W; s likewise for narrow patches, and patch after patch for wide ones.
 */
final class PatchPass implements PatchSink {
  private static final long BLOCK_BYTES = 16 << 10;
  private static final int NARROW_BLOCK_PATCHES = 256;
  private static final long MOST_GROUP_BYTES = 64 << 10;

  private final Kernels kernels;
  private final Precision precision;
  private final boolean narrow;
  private final long firstPatch;
  private final long endPatch;
  private final long p;
  private final int columns;
  private final long paddedP;
  private final long rowBytes;
  private final int blockPatches;
  private final MemorySegment weights;
  private final long vOffset;
  private final long starA;
  private final long starV;
  private final long activation;
  private final long direction;
  private final long starProducts;
  private final long gates;
  private MemorySegment work = MemorySegment.NULL;
  private boolean far;
  private int kept = 1;
  private int place;
  private double g;

  /** Passes over the blocks {@code from} to {@code to} (exclusive) of the patches. */
  PatchPass(Kernels kernels, Student student, Offsets offsets, long from, long to) {
    Shape shape = student.shape();
    this.kernels = kernels;
    precision = student.precision();
    p = shape.p();
    narrow = Packing.narrow(p);
    paddedP = precision.padded(p);
    long packed = Packing.columns(p, precision);
    columns = narrow ? (int) packed : 0;
    rowBytes = packed * precision.bytes();
    blockPatches = blockPatches(shape, precision);
    firstPatch = from * blockPatches;
    endPatch = Math.min(shape.k(), to * blockPatches);
    long k = endPatch - firstPatch;
    weights = student.memory();
    vOffset = student.vOffset();
    starA = offsets.array(k);
    starV = offsets.array(p);
    int beyond = narrow ? 0 : precision.lanes(); // The rows' kernels write whole vectors.
    activation = offsets.array(k + beyond);
    direction = offsets.array(p);
    starProducts = offsets.array(narrow ? 0 : blockPatches + beyond);
    gates = offsets.array(narrow ? 0 : k + beyond);
  }

  /**
   * Narrow patches: a block that stays in the first-level cache. Wide ones: some groups of W rows
   * likewise, at least one group, or 4 rows or 1 where a group would not stay in the second-level
   * cache.
   */
  static int blockPatches(Shape shape, Precision precision) {
    if (Packing.narrow(shape.p())) {
      return NARROW_BLOCK_PATCHES;
    }
    int lanes = precision.lanes();
    long rowBytes = precision.paddedBytes(shape.p());
    if (rowBytes * lanes > MOST_GROUP_BYTES) {
      return rowBytes * 4 > 8 * MOST_GROUP_BYTES ? 1 : 4;
    }
    long groups = Math.min(Kernels.MOST_ROWS, BLOCK_BYTES / rowBytes) / lanes;
    return (int) Math.max(1, groups) * lanes;
  }

  /** Tells where the workspace lies, and whether patches come from main memory. */
  void use(MemorySegment workspace, boolean fromMemory) {
    work = workspace;
    far = fromMemory;
  }

  /** Copies the teacher to the workspace, for passes that want its output. */
  void take(Teacher teacher) {
    Offsets.copyTeacherA(teacher, precision, work, starA, firstPatch, patches());
    Offsets.copyTeacherV(teacher, precision, work, starV);
  }

  /** Patches in a block; the last block of an input may have fewer. */
  int blockPatches() {
    return blockPatches;
  }

  /** Blocks in an input of this shape. */
  static long blocks(Shape shape, Precision precision) {
    int blockPatches = blockPatches(shape, precision);
    return (shape.k() + blockPatches - 1) / blockPatches;
  }

  /** The first block. */
  long firstBlock() {
    return firstPatch / blockPatches;
  }

  /** The block after the last. */
  long endBlock() {
    return (endPatch + blockPatches - 1) / blockPatches;
  }

  /** The first patch. */
  long firstPatch() {
    return firstPatch;
  }

  /** Patches of all blocks. */
  long patches() {
    return endPatch - firstPatch;
  }

  /** Patches in block {@code block} of the input. */
  int patches(long block) {
    return (int) Math.min(blockPatches, endPatch - block * blockPatches);
  }

  /** Numbers that the packed patches of block {@code block} occupy. */
  long packedNumbers(long block) {
    long patches = patches(block);
    return narrow ? precision.padded(patches) * columns : patches * (rowBytes / precision.bytes());
  }

  /** Numbers of a whole input of narrow patches. */
  long inputNumbers() {
    return precision.padded(patches()) * columns;
  }

  /** Sources then keep so many inputs of one block side by side. */
  void keep(int inputs) {
    kept = inputs;
  }

  /** Inputs that sources keep side by side. */
  int kept() {
    return kept;
  }

  /** Numbers that a source makes room for: a block, which may be all of an input. */
  long bufferNumbers() {
    return packedNumbers(firstBlock()) * kept;
  }

  /** Where among those kept the first input of a step has its place; the first, unless said. */
  void place(int first) {
    place = first;
  }

  /** Byte in that room at which an input of a mini-batch has its place. */
  long bufferOffset(int input) {
    return (place + input) % kept * inputNumbers() * precision.bytes();
  }

  /** Columns of narrow patches with their padding, or 0. */
  int columns() {
    return columns;
  }

  /** Byte of a*: number[patches] in the workspace. */
  long starA() {
    return starA;
  }

  /** Byte of v*: number[p] in the workspace. */
  long starV() {
    return starV;
  }

  /** Whether patches lie one in each lane. */
  boolean narrow() {
    return narrow;
  }

  /** Byte of the section's σ(u) in the workspace. */
  long activation() {
    return activation;
  }

  /** Byte of s: number[p] in the workspace. */
  long direction() {
    return direction;
  }

  /** The teacher's output g, if it was asked for. */
  double g() {
    return g;
  }

  /** Begins an input. */
  void begin(boolean teacher) {
    if (teacher) {
      kernels.clear(work, Precision.VECTOR_BYTES, Precision.VECTOR_BYTES);
    }
    if (!narrow) {
      kernels.clear(work, direction, paddedP * precision.bytes());
    }
  }

  @Override
  public void add(long patch, long count, MemorySegment z, long zOffset, boolean teacher) {
    long at = (patch - firstPatch) * precision.bytes();
    long weight = patch * precision.bytes();
    if (narrow) {
      long groups = precision.padded(count) / precision.lanes();
      kernels.narrowPatches(
          z,
          zOffset,
          groups,
          columns,
          at == 0,
          weights,
          weight,
          vOffset,
          activation + at,
          Kernels.ACCUMULATORS,
          work);
      if (teacher) {
        kernels.narrowTeacher(z, zOffset, groups, columns, starA + at, starV, work);
      }
    } else if (teacher) {
      kernels.rowTaught(
          z,
          zOffset,
          (int) count,
          weights,
          weight,
          vOffset,
          paddedP,
          activation + at,
          gates + at,
          direction,
          starA + at,
          (int) ((patch - firstPatch) % precision.lanes()),
          starV,
          starProducts,
          work);
    } else {
      kernels.rowPatches(
          z,
          zOffset,
          count,
          far,
          weights,
          weight,
          vOffset,
          paddedP,
          activation + at,
          gates + at,
          direction,
          work);
    }
  }

  /** Ends an input: g where asked for, σ(u) and s are complete; their padding holds anything. */
  void end(boolean teacher) {
    g = teacher ? LaneSum.read(precision, work, 1) : 0;
    if (narrow) {
      kernels.narrowDirection((int) p, direction, weights, vOffset, work);
    }
  }
}
