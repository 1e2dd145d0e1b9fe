package io.skiplane.gradient;

import java.lang.foreign.MemorySegment;

/** Where the patches of an input go. */
interface PatchSink {
  /**
   * Takes some patches: a block, or all.
   *
   * @param patch the first one's number in the input
   * @param count patches
   * @param z holds the packed patches from byte {@code zOffset}, not modified
   * @param teacher whether the teacher's output is wanted, for at most a block
   */
  void add(long patch, long count, MemorySegment z, long zOffset, boolean teacher);
}
