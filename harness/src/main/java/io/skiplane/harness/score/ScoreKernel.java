package io.skiplane.harness.score;

import io.skiplane.lanes.KernelRuntime;
import io.skiplane.lanes.Twins;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A kernel to be measured.
 *
 * @param laneBits width of its vectors; 0 for the scalar twin
 */
record ScoreKernel(int laneBits) {
  /** All that this machine has, the one that a JVM chooses by itself last. */
  static List<ScoreKernel> all(KernelRuntime runtime) {
    if (Twins.forced()) {
      return List.of(new ScoreKernel(runtime.laneBits()));
    }
    List<ScoreKernel> kernels = new ArrayList<>(List.of(new ScoreKernel(0)));
    for (int bits = 128; bits <= runtime.laneBits(); bits *= 2) {
      kernels.add(new ScoreKernel(bits));
    }
    return kernels;
  }

  /** As tables and documents call it. */
  String word() {
    return laneBits == 0 ? "scalar" : String.format(Locale.ROOT, "%d bits", laneBits);
  }
}
