package io.skiplane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.testing.Shapes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Packing puts every number where the layout says, zeros in the padding, and touches nothing else.
 */
class PackingTest {
  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyNumberInItsPlace(Precision precision) {
    for (Shape shape : Shapes.all()) {
      try (Arena arena = Arena.ofConfined()) {
        check(arena, shape.k(), shape.p(), precision);
      }
    }
  }

  private static void check(Arena arena, long k, long p, Precision precision) {
    Guarded guarded = new Guarded(arena, 1 << 18);
    MemorySegment memory = guarded.memory();
    long rows = guarded.take(k * p * precision.bytes() / 8 * 8 + 8);
    long packed = guarded.take(Packing.bytes(k, p, precision));
    memory.asSlice(packed, Packing.bytes(k, p, precision)).fill((byte) 1);
    for (long i = 0; i < k * p; i++) {
      precision.set(memory, rows, i, 1 + i);
    }
    Packing.pack(memory, rows, memory, packed, k, p, precision);
    long columns = Packing.columns(p, precision);
    long lanes = precision.lanes();
    long numbers = Packing.bytes(k, p, precision) / precision.bytes();
    for (long at = 0; at < numbers; at++) {
      long patch = p <= 16 ? at / (columns * lanes) * lanes + at % lanes : at / columns;
      long column = p <= 16 ? at / lanes % columns : at % columns;
      double expected = patch < k && column < p ? 1 + patch * p + column : 0;
      assertThat(precision.get(memory, packed, at))
          .as("%dx%d %s: number %d, patch %d, column %d", k, p, precision, at, patch, column)
          .isEqualTo(expected);
    }
    assertThat(guarded.firstDamage()).isEqualTo(-1);
  }
}
