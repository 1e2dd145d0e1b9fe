package io.skiplane.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.testing.Refusal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Other libraries' memory holds students, and both see the same bytes. */
@SuppressWarnings("MustBeClosedChecker") // One is closed in mid-test.
class BuffersTest {
  private static final Shape SHAPE = new Shape(5, 3);
  private static final int BYTES = (int) Student.bytes(SHAPE, Precision.FLOAT);

  @Test
  void directByteBufferBecomesAStudentWithoutACopy() {
    ByteBuffer whole = ByteBuffer.allocateDirect(BYTES + 128);
    ByteBuffer aligned = whole.alignedSlice(64).position(64).limit(64 + BYTES);
    Student student = Student.wrap(Buffers.segment(aligned), SHAPE, Precision.FLOAT);
    student.setA(2, 1.5);
    aligned.order(ByteOrder.nativeOrder());
    assertThat(aligned.getFloat(64 + 2 * Float.BYTES)).isEqualTo(1.5f);
    aligned.putFloat(64 + 3 * Float.BYTES, 2.5f);
    assertThat(student.a(3)).isEqualTo(2.5);
    assertThat(aligned.position()).isEqualTo(64);
  }

  @Test
  void addressBecomesAStudentWithoutACopyForAsLongAsItsLifetime() {
    try (Arena owner = Arena.ofConfined()) {
      MemorySegment memory = owner.allocate(BYTES, 64);
      Arena lifetime = Arena.ofConfined();
      MemorySegment same = Buffers.segment(memory.address(), BYTES, lifetime);
      Student student = Student.wrap(same, SHAPE, Precision.FLOAT);
      student.setA(1, 3.5);
      assertThat(Precision.FLOAT.get(memory, 0, 1)).isEqualTo(3.5);
      lifetime.close();
      Refusal.as(
          IllegalStateException.class,
          () -> Student.wrap(same, SHAPE, Precision.FLOAT),
          "closed with its arena");
      assertThat(Precision.FLOAT.get(memory, 0, 1)).as("the owner's is open").isEqualTo(3.5);
    }
  }

  @Test
  void memoryThatCannotServeIsRefused() {
    Refusal.of(() -> Buffers.segment(ByteBuffer.allocate(32)), "32 bytes lies on the Java heap");
    Refusal.of(() -> Buffers.segment(0, 64, Arena.global()), "address 0h");
    Refusal.of(() -> Buffers.segment(64, 0, Arena.global()), "0 bytes at address 40h");
    ByteBuffer readOnly = ByteBuffer.allocateDirect(BYTES + 64).alignedSlice(64).asReadOnlyBuffer();
    Refusal.of(
        () -> Student.wrap(Buffers.segment(readOnly), SHAPE, Precision.FLOAT), "is read-only");
  }
}
