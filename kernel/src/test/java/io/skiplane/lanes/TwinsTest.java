package io.skiplane.lanes;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.util.HashSet;
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

  private static final long CAPACITY = 1 << 20;

  static Stream<Arguments> methods() {
    return Stream.of(Precision.values())
        .flatMap(p -> Stream.of(KernelMethod.values()).map(m -> Arguments.of(m, p)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("methods")
  void equalBits(KernelMethod method, Precision precision) {
    Kernels vector = Twins.vector(precision);
    Kernels scalar = Twins.scalar(precision);
    long[] sizes = Sizes.of(precision);
    Values[] values = Values.values();
    try (Arena arena = Arena.ofConfined()) {
      Guarded memory = new Guarded(arena, CAPACITY);
      Guarded start = new Guarded(arena, CAPACITY);
      Guarded end = new Guarded(arena, CAPACITY);
      for (int i = 0; i < CASES; i++) {
        long size = sizes[i % sizes.length];
        Values kind = values[i / sizes.length % values.length];
        String name = method + " " + precision + " case " + i + ", size " + size + ", " + kind;
        KernelCase c = new KernelCase(memory, precision, size, kind, new Random(i));
        KernelMethod.Call call = method.prepare(c);
        start.copyFrom(memory);
        double expected = call.on(scalar);
        end.copyFrom(memory);
        memory.copyFrom(start);
        double actual = call.on(vector);
        assertThat(Double.doubleToRawLongBits(actual))
            .as("%s: the result, %s against %s", name, actual, expected)
            .isEqualTo(Double.doubleToRawLongBits(expected));
        checkMemory(name, memory, end);
      }
    }
  }

  @Test
  void everyMethodOfTheContractHasACase() {
    Set<String> cases = new HashSet<>();
    for (KernelMethod method : KernelMethod.values()) {
      cases.add(method.name().replace("_", "").replace("WITHITSELF", "").toLowerCase(ROOT));
    }
    Set<String> methods = new HashSet<>();
    for (Method method : Kernels.class.getMethods()) {
      if (method.getParameterCount() > 0) {
        methods.add(method.getName().toLowerCase(ROOT));
      }
    }
    assertThat(cases).isEqualTo(methods);
  }

  private static void checkMemory(String name, Guarded vector, Guarded scalar) {
    assertThat(scalar.firstDamage()).as("%s: guard, scalar twin", name).isEqualTo(-1);
    assertThat(vector.firstDamage()).as("%s: guard, vector twin", name).isEqualTo(-1);
    MemorySegment expected = scalar.used();
    assertThat(vector.used().mismatch(expected))
        .as("%s: first byte in which the twins differ", name)
        .isEqualTo(-1);
  }
}
