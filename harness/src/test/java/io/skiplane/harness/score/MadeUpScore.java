package io.skiplane.harness.score;

import io.skiplane.lanes.limits.CacheSizes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Scores that nobody has reached. */
final class MadeUpScore {
  private MadeUpScore() {}

  /** Of a machine with a long name; rate of an item: (ordinal + 1)·10^exponent·threads. */
  static Score of(int threads, int... laneBits) {
    List<KernelScore> kernels = new ArrayList<>();
    for (int bits : laneBits) {
      kernels.add(kernel(bits, threads, 0));
    }
    return new Score(machine(), threads, 61.5, kernels);
  }

  static Machine machine() {
    return new Machine(
        "0.1.0",
        "2026-11-25T03:57:27Z",
        "Example 9999 64-Core Processor with a name that is long",
        128,
        new CacheSizes(48 << 10, 1280 << 10, 32 << 20),
        1L << 39,
        0.75,
        "Linux 6.1 amd64",
        "25.0.3+9-LTS, Example, OpenJDK 64-Bit Server VM",
        List.of("--add-modules=jdk.incubator.vector", "-XX:+UseParallelGC"));
  }

  static KernelScore kernel(int bits, int threads, double allocated) {
    Map<Item, String> answers = new EnumMap<>(Item.class);
    List<Rate> rates = new ArrayList<>();
    for (Item item : Item.values()) {
      if (item.isStep()) {
        answers.put(item, "0123456789abcdef0123456789abcdef");
      }
      if (item.isStep() || bits > 0) {
        for (int count : threads == 1 ? List.of(1) : List.of(1, threads)) {
          double rate = (item.ordinal() + 1) * 1e5 * count * (bits == 0 ? 1 : bits / 8.0);
          rates.add(new Rate(item, count, rate, item == Item.DENSE ? allocated : 0));
        }
      }
    }
    return new KernelScore(new ScoreKernel(bits), answers, rates);
  }
}
