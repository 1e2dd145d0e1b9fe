package io.skiplane.lanes.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skiplane.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That the loops do what they are timed for: a loop that C2 leaves out would tell any rate. */
@Tag("bits")
class LimitLoopsTest {
  @Test
  void eachTurnMultipliesAndAddsOnce() {
    try (Arena arena = Arena.ofConfined()) {
      long bytes = FloatMultiplyAdds.MEMORY_BYTES;
      int turns = 5;
      MemorySegment floats = arena.allocate(bytes, Precision.VECTOR_BYTES);
      floats.asSlice(0, 2L * Precision.VECTOR_BYTES).fill((byte) 0);
      int lanes = (int) FloatMultiplyAdds.aTurn() / 12;
      for (int i = 0; i < 2 * lanes; i++) {
        floats.setAtIndex(ValueLayout.JAVA_FLOAT, i, 2);
      }
      FloatMultiplyAdds.run(floats, turns);
      // s = 2s + 2 five times from 2, in each of twelve accumulators.
      assertThat(floats.getAtIndex(ValueLayout.JAVA_FLOAT, 3L * lanes - 1)).isEqualTo(12 * 126);
      MemorySegment doubles = arena.allocate(bytes, Precision.VECTOR_BYTES);
      int half = (int) DoubleMultiplyAdds.aTurn() / 12;
      assertThat(half).isEqualTo(lanes / 2);
      for (int i = 0; i < 2 * half; i++) {
        doubles.setAtIndex(ValueLayout.JAVA_DOUBLE, i, 2);
      }
      DoubleMultiplyAdds.run(doubles, turns);
      assertThat(doubles.getAtIndex(ValueLayout.JAVA_DOUBLE, 3L * half - 1)).isEqualTo(12 * 126);
    }
  }

  @Test
  void everyByteIsLoaded() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment sink = arena.allocate(Precision.VECTOR_BYTES, Precision.VECTOR_BYTES);
      MemorySegment ring = arena.allocate(8 * Loads.UNIT_BYTES, Precision.VECTOR_BYTES);
      for (long at = 0; at < ring.byteSize(); at += 61) {
        ring.fill((byte) 0);
        ring.set(ValueLayout.JAVA_BYTE, at, (byte) 1);
        Loads.inOrder(ring, 1, sink.fill((byte) 0));
        assertThat(ones(sink)).as("in order, byte %d", at).isEqualTo(1);
        Loads.inStreams(ring, 1, sink.fill((byte) 0));
        assertThat(ones(sink)).as("in streams, byte %d", at).isEqualTo(1);
        MemoryLoads memory = new MemoryLoads(ring, sink);
        for (int call = 0; call < 12; call++) {
          sink.fill((byte) 0);
          memory.run(1);
          assertThat(ones(sink)).as("call %d, byte %d", call, at).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void memoryOnTheHeapIsRefused() {
    MemorySegment heap = MemorySegment.ofArray(new long[64]);
    assertThatThrownBy(() -> FloatMultiplyAdds.run(heap, 1)).hasMessageContaining("Java heap");
    assertThatThrownBy(() -> Loads.inOrder(heap, 1, heap)).hasMessageContaining("Java heap");
    assertThatThrownBy(() -> Loads.inStreams(heap, 1, heap)).hasMessageContaining("Java heap");
  }

  private static int ones(MemorySegment sink) {
    int ones = 0;
    for (byte b : sink.toArray(ValueLayout.JAVA_BYTE)) {
      ones += b;
    }
    return ones;
  }
}
