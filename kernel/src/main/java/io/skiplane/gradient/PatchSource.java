package io.skiplane.gradient;

import java.lang.foreign.MemorySegment;

/** Where the patches of an input come from. */
sealed interface PatchSource permits FreshPatches, ResidentPatches {
  /** Tells where the workspace lies; called once, before the first input. */
  void use(MemorySegment work);

  /** Hands all patches of input number {@code input} of step {@code step} to the sink. */
  void patches(long step, int input, PatchSink sink);

  /** Whether patches come from main memory; else they are in a cache. */
  boolean far();

  /** Whether the teacher's output is wanted, which then is the label. */
  boolean teacher();

  /** The label of an input where the teacher does not give it. */
  double label(long step, int input);

  /** Likewise some inputs' labels, to number[count] at byte {@code to} of the workspace. */
  void labels(long step, int first, int count, long to);
}
