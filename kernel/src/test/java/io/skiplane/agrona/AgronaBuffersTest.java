package io.skiplane.agrona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Student;
import io.skiplane.testing.Refusal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Agrona's buffers and the kernel's segments are views of the same bytes. */
@Tag("agrona")
class AgronaBuffersTest {
  @Test
  void directBufferBecomesAStudentWithoutACopy() {
    Shape shape = new Shape(5, 3);
    int bytes = (int) Student.bytes(shape, Precision.FLOAT);
    UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(bytes, 64));
    Student student = Student.wrap(AgronaBuffers.segment(buffer), shape, Precision.FLOAT);
    student.setA(2, 1.5);
    assertThat(buffer.getFloat(2 * Float.BYTES, ByteOrder.nativeOrder())).isEqualTo(1.5f);
    buffer.putFloat(3 * Float.BYTES, 2.5f, ByteOrder.nativeOrder());
    assertThat(student.a(3)).isEqualTo(2.5);
  }

  @Test
  void sliceOfABufferKeepsItsPlace() {
    UnsafeBuffer whole = new UnsafeBuffer(ByteBuffer.allocateDirect(256));
    UnsafeBuffer slice = new UnsafeBuffer(whole, 64, 128);
    AgronaBuffers.segment(slice).set(ValueLayout.JAVA_BYTE, 0, (byte) 7);
    assertThat(whole.getByte(64)).isEqualTo((byte) 7);
    assertThat(AgronaBuffers.segment(slice).byteSize()).isEqualTo(128);
  }

  @Test
  void addressOutsideTheHeapIsTaken() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(64, 64);
      UnsafeBuffer buffer = new UnsafeBuffer(memory.address(), 64);
      AgronaBuffers.segment(buffer).set(ValueLayout.JAVA_INT, 8, 42);
      assertThat(memory.get(ValueLayout.JAVA_INT, 8)).isEqualTo(42);
    }
  }

  @Test
  void segmentBecomesABufferWithoutACopy() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(64, 64);
      UnsafeBuffer buffer = AgronaBuffers.buffer(memory);
      buffer.putInt(4, 99, ByteOrder.nativeOrder());
      assertThat(memory.get(ValueLayout.JAVA_INT, 4)).isEqualTo(99);
      assertThat(buffer.capacity()).isEqualTo(64);
    }
  }

  /** Agrona would write to the one and end the JVM with the other. */
  @SuppressWarnings({"MustBeClosedChecker", "restricted"}) // closed by hand; memory of no one
  @Test
  void memoryThatABufferCannotGuardIsRefused() {
    Arena arena = Arena.ofConfined();
    MemorySegment memory = arena.allocate(64, 64);
    Refusal.of(() -> AgronaBuffers.buffer(memory.asReadOnly()), "the segment is read-only");
    arena.close();
    Refusal.as(
        IllegalStateException.class, () -> AgronaBuffers.buffer(memory), "the segment was closed");
    MemorySegment large = MemorySegment.ofAddress(64).reinterpret(1L << 31);
    Refusal.of(
        () -> AgronaBuffers.buffer(large), "2147483648 bytes", "2147483647", "wrap a slice of it");
  }

  @Test
  void memoryOnTheHeapIsRefused() {
    assertThatThrownBy(() -> AgronaBuffers.segment(new UnsafeBuffer(new byte[64])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64 bytes lies on the Java heap");
    assertThatThrownBy(() -> AgronaBuffers.segment(new UnsafeBuffer(ByteBuffer.allocate(32))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 bytes lies on the Java heap");
    assertThatThrownBy(() -> AgronaBuffers.buffer(MemorySegment.ofArray(new byte[8])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Java heap");
  }
}
