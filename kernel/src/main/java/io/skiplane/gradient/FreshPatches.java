package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import java.lang.foreign.MemorySegment;

/**
 * Fresh Gaussian patches for every input, labelled by the teacher: drawn block by block into the
 * cache and forgotten. Block b of input i of a step has the stream (seed, student, i·blocks + b,
 * step).
 */
final class FreshPatches implements PatchSource {
  private final Kernels kernels;
  private final PatchPass pass;
  private final StreamKey key;
  private final long buffer;
  private final long blocks;
  private MemorySegment work = MemorySegment.NULL;

  FreshPatches(Kernels kernels, PatchPass pass, Offsets offsets, long blocks, StreamKey key) {
    this.kernels = kernels;
    this.pass = pass;
    this.blocks = blocks;
    this.key = key;
    buffer = offsets.draw(kernels.precision().pairs(pass.bufferNumbers()));
  }

  @Override
  public void use(MemorySegment workspace) {
    work = workspace;
  }

  @Override
  public void patches(long step, int input, PatchSink sink) {
    long at = buffer + pass.bufferOffset(input);
    for (long block = pass.firstBlock(); block < pass.endBlock(); block++) {
      long stream = input * blocks + block;
      long pairs = Offsets.drawnPairs(kernels.precision().pairs(pass.packedNumbers(block)));
      kernels.normals(work, at, pairs, key.key0(stream, step), key.key1(stream, step));
      sink.add(block * pass.blockPatches(), pass.patches(block), work, at, true);
    }
  }

  @Override
  public boolean far() {
    return false;
  }

  @Override
  public boolean teacher() {
    return true;
  }

  @Override
  public double label(long step, int input) {
    throw new IllegalStateException("the teacher gives the label of fresh patches");
  }

  @Override
  public void labels(long step, int first, int count, long to) {
    label(step, first);
  }
}
