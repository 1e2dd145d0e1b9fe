package io.skiplane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream's numbers do not depend on how many are drawn: steps draw more than they want. */
@Tag("bits")
class NormalsPrefixTest {
  @ParameterizedTest
  @EnumSource(Precision.class)
  void fewNumbersAreTheFirstOfMany(Precision precision) {
    Kernels kernels = Twins.chosen(precision);
    long pair = 2L * Precision.VECTOR_BYTES;
    long most = 2 * Kernels.RUN_PAIRS + 3;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment many = arena.allocate(most * pair, Precision.VECTOR_BYTES);
      kernels.normals(many, 0, most, 5, 7);
      for (long pairs = 1; pairs < most; pairs += pairs < 9 ? 1 : 61) {
        MemorySegment few = arena.allocate(pairs * pair, Precision.VECTOR_BYTES);
        kernels.normals(few, 0, pairs, 5, 7);
        assertThat(few.mismatch(many.asSlice(0, pairs * pair))).as("%s pairs", pairs).isEqualTo(-1);
      }
    }
  }
}
