package io.skiplane.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.testing.Scene;
import io.skiplane.testing.Shapes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The padding behind a and v is zero and stays zero, and memory beside the student is not touched.
 */
class PaddingTest {
  private static final byte GUARD = 0x5a;

  static Stream<Arguments> gradients() {
    return Stream.of(Precision.values())
        .flatMap(p -> Stream.of(Scene.GRADIENTS).map(g -> Arguments.of(g, p)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("gradients")
  void staysZero(String gradient, Precision precision) {
    for (Shape shape : Shapes.some()) {
      try (Arena arena = Arena.ofConfined()) {
        Scene scene = new Scene(arena, shape, precision, 12);
        long bytes = Student.bytes(shape, precision);
        MemorySegment memory = arena.allocate(bytes + 128, 64);
        memory.fill(GUARD);
        Student student = Student.wrap(memory.asSlice(64, bytes), shape, precision);
        student.copyFrom(scene.student());
        Descent.of(
                arena, student, scene.teacher(), scene.gradient(gradient), scene.stepSizes(), 1, 2)
            .run(70);
        String name = gradient + " " + precision + " " + shape;
        checkZeros(name, student.memory(), shape.k() * precision.bytes(), student.vOffset());
        long vEnd = student.vOffset() + shape.p() * precision.bytes();
        checkZeros(name, student.memory(), vEnd, bytes);
        checkGuard(name, memory, 0, 64);
        checkGuard(name, memory, bytes + 64, bytes + 128);
      }
    }
  }

  private static void checkZeros(String name, MemorySegment memory, long from, long to) {
    MemorySegment zeros = MemorySegment.ofArray(new byte[(int) (to - from)]);
    assertThat(memory.asSlice(from, to - from).mismatch(zeros)).as(name).isEqualTo(-1);
  }

  private static void checkGuard(String name, MemorySegment memory, long from, long to) {
    byte[] guard = new byte[(int) (to - from)];
    Arrays.fill(guard, GUARD);
    MemorySegment zone = memory.asSlice(from, to - from);
    assertThat(zone.mismatch(MemorySegment.ofArray(guard))).as(name).isEqualTo(-1);
  }
}
