package io.skiplane.agrona;

import io.skiplane.memory.Segments;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Agrona buffers in and out, without a copy.
 *
 * <p>The only class that refers to Agrona: an application without it never loads this one. Agrona
 * reads memory unchecked and needs {@code --add-exports java.base/jdk.internal.misc=ALL-UNNAMED};
 * keep the arena of a wrapped segment open for as long as the buffer is used.
 */
@SuppressWarnings({"exports", "restricted"}) // Agrona is optional; its addresses carry no arena
public final class AgronaBuffers {
  private AgronaBuffers() {}

  /**
   * {@return the memory of a buffer as a segment: same bytes, same lifetime}
   *
   * @param buffer over a direct byte buffer or an address outside the heap; not modified
   * @throws IllegalArgumentException if the buffer lies on the Java heap
   */
  public static MemorySegment segment(DirectBuffer buffer) {
    ByteBuffer bytes = buffer.byteBuffer();
    if (buffer.byteArray() != null || (bytes != null && !bytes.isDirect())) {
      throw new IllegalArgumentException(
          "the buffer of "
              + buffer.capacity()
              + " bytes lies on the Java heap; wrap a direct ByteBuffer or memory of an arena");
    }
    if (bytes != null) {
      return MemorySegment.ofBuffer(bytes.duplicate().clear())
          .asSlice(buffer.wrapAdjustment(), buffer.capacity());
    }
    return MemorySegment.ofAddress(buffer.addressOffset()).reinterpret(buffer.capacity());
  }

  /**
   * {@return a buffer over a segment: same bytes}
   *
   * @param segment native, writable, at most 2^31 − 1 bytes; its arena must stay open while the
   *     buffer is used
   * @throws IllegalArgumentException if the segment is on the heap, read-only or too long for a
   *     buffer
   * @throws IllegalStateException if its arena is closed
   * @throws WrongThreadException if it is confined to another thread
   */
  public static UnsafeBuffer buffer(MemorySegment segment) {
    // Agrona asks no more: whoever has the buffer writes, and closed memory ends the JVM.
    Segments.check("the segment", segment, 0, 1, true);
    if (segment.byteSize() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "the segment has "
              + segment.byteSize()
              + " bytes; a buffer holds at most "
              + Integer.MAX_VALUE
              + ": wrap a slice of it");
    }
    return new UnsafeBuffer(segment.asByteBuffer());
  }
}
