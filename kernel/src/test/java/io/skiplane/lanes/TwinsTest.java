package io.skiplane.lanes;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vector twin writes the bits that the scalar twin writes, and no byte beyond its buffers. */
@Tag("bits")
class TwinsTest {
  /** Enough that C2 has compiled the vector loops long before the last case. */
  private static final int CASES = 3000;

  static Stream<Arguments> methods() {
    return Stream.of(Precision.values())
        .flatMap(p -> Stream.of(KernelMethod.values()).map(m -> Arguments.of(m, p)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("methods")
  void equalBits(KernelMethod method, Precision precision) {
    long[] sizes = Sizes.of(precision);
    List<Values> values = Values.TAME;
    try (Arena arena = Arena.ofConfined()) {
      TwinCheck check = new TwinCheck(arena);
      for (int i = 0; i < CASES; i++) {
        long size = sizes[i % sizes.length];
        Values kind = values.get(i / sizes.length % values.size());
        String name = method + " " + precision + " case " + i + ", size " + size + ", " + kind;
        KernelCase c = new KernelCase(check.memory(), precision, size, kind, new Random(i));
        check.equalBits(name, method, c);
      }
    }
  }

  @Test
  void everyMethodOfTheContractHasACase() {
    Set<String> cases = new HashSet<>();
    for (KernelMethod method : KernelMethod.values()) {
      cases.add(
          method
              .name()
              .replace("_", "")
              .replace("WITHITSELF", "")
              .replace("FAR", "")
              .toLowerCase(ROOT));
    }
    Set<String> methods = new HashSet<>();
    for (Method method : Kernels.class.getMethods()) {
      if (method.getParameterCount() > 0) {
        methods.add(method.getName().toLowerCase(ROOT));
      }
    }
    assertThat(cases).isEqualTo(methods);
  }
}
