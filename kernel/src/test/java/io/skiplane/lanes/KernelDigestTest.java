package io.skiplane.lanes;

import io.skiplane.memory.Precision;
import io.skiplane.testing.Digest;
import io.skiplane.testing.Golden;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every kernel method gives the pinned bits, whichever twin and lane width this JVM has chosen. Run
 * in a JVM for each of them, this says that all of them agree.
 */
@Tag("bits")
class KernelDigestTest {
  private static final long CAPACITY = 4 << 20;

  @Test
  void everyMethodGivesThePinnedBits() {
    Map<String, String> digests = new HashMap<>();
    for (Precision precision : Precision.values()) {
      for (KernelMethod method : KernelMethod.values()) {
        digests.put(method + "." + precision, digest(method, Twins.chosen(precision)));
      }
    }
    Golden.check("kernels.properties", digests);
  }

  private static String digest(KernelMethod method, Kernels kernels) {
    long[] sizes = Sizes.of(kernels.precision());
    List<Values> values = Values.TAME;
    return digest(
        method,
        kernels,
        sizes.length * values.size(),
        i -> sizes[i % sizes.length],
        i -> values.get(i / sizes.length));
  }

  /** The digest of what a method writes and gives in some cases. */
  static String digest(
      KernelMethod method,
      Kernels kernels,
      int cases,
      IntToLongFunction size,
      IntFunction<Values> values) {
    Digest digest = new Digest();
    try (Arena arena = Arena.ofConfined()) {
      Guarded guarded = new Guarded(arena, CAPACITY);
      for (int i = 0; i < cases; i++) {
        KernelCase c =
            new KernelCase(
                guarded,
                kernels.precision(),
                size.applyAsLong(i),
                values.apply(i),
                new Random(1000 + i));
        digest.add(method.prepare(c).on(kernels));
        guarded.unsignNaNs(kernels.precision());
        digest.add(guarded.used());
      }
    }
    return digest.hex();
  }
}
