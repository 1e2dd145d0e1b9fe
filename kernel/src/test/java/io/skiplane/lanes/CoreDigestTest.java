package io.skiplane.lanes;

import io.skiplane.memory.Precision;
import io.skiplane.testing.Golden;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * As {@link KernelDigestTest}, on few cases: short enough for a JVM that only interprets, of which
 * {@code .ci/matrix} starts one.
 */
public class CoreDigestTest {
  private static final List<Values> VALUES =
      List.of(Values.NORMAL, Values.ZEROS, Values.MIXED, Values.WHOLE);

  @Test
  void everyMethodGivesThePinnedBits() {
    Map<String, String> digests = new HashMap<>();
    for (Precision precision : Precision.values()) {
      int w = precision.lanes();
      long[] sizes = {1, w + 1, 5L * w, 2L * w - 1};
      for (KernelMethod method : KernelMethod.values()) {
        String digest =
            KernelDigestTest.digest(
                method, Twins.chosen(precision), sizes.length, i -> sizes[i], VALUES::get);
        digests.put(method + "." + precision, digest);
      }
    }
    Golden.check("core.properties", digests);
  }
}
