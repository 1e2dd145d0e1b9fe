package io.skiplane.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Other libraries' memory as segments, without a copy. (Agrona's buffers: {@code
 * io.skiplane.agrona.AgronaBuffers}.)
 */
public final class Buffers {
  private Buffers() {}

  /**
   * The memory of a byte buffer from its position to its limit: same bytes, whose memory lives as
   * long as the segment is reachable. The buffer's byte order does not matter: the kernel reads and
   * writes numbers in the machine's.
   *
   * @param buffer direct; its position and limit are not modified
   * @return the segment, read-only if the buffer is
   * @throws IllegalArgumentException if the buffer lies on the Java heap
   */
  public static MemorySegment segment(ByteBuffer buffer) {
    if (!buffer.isDirect()) {
      throw new IllegalArgumentException(
          "the buffer of "
              + buffer.capacity()
              + " bytes lies on the Java heap; take ByteBuffer.allocateDirect or memory of an"
              + " arena");
    }
    return MemorySegment.ofBuffer(buffer);
  }

  /**
   * The memory at an address, as Apache Arrow's {@code ArrowBuf.memoryAddress()} tells it: same
   * bytes.
   *
   * <p>Nothing can check that the memory is there and stays: give an arena that is closed before
   * the owner frees it, and the kernel refuses it from then on. The JVM counts this as access to
   * native memory: start it with {@code --enable-native-access=ALL-UNNAMED} (or {@code
   * io.skiplane.kernel} on the module path), or it warns.
   *
   * @param address of the first byte, not 0
   * @param bytes how many belong to it, at least 1
   * @param lifetime how long the segment may be used; not closed
   * @return the segment
   * @throws IllegalArgumentException if the address is 0 or the number is below 1
   */
  @SuppressWarnings("restricted") // The caller's word is all there is.
  public static MemorySegment segment(long address, long bytes, Arena lifetime) {
    if (address == 0 || bytes < 1) {
      throw new IllegalArgumentException(
          bytes
              + " bytes at address "
              + Long.toHexString(address)
              + "h; the address must not be 0, and the number at least 1");
    }
    return MemorySegment.ofAddress(address).reinterpret(bytes, lifetime, null);
  }
}
