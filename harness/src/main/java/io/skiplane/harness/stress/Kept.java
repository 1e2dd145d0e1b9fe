package io.skiplane.harness.stress;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Weights in a file, as they lie in memory. */
final class Kept {
  private static final long PIECE = 1 << 26;

  private Kept() {}

  static void write(MemorySegment memory, FileChannel to) throws IOException {
    for (long at = 0; at < memory.byteSize(); at += PIECE) {
      ByteBuffer piece = piece(memory, at);
      while (piece.hasRemaining()) {
        to.write(piece);
      }
    }
  }

  static void read(MemorySegment memory, FileChannel from) throws IOException {
    for (long at = 0; at < memory.byteSize(); at += PIECE) {
      ByteBuffer piece = piece(memory, at);
      while (piece.hasRemaining()) {
        if (from.read(piece) < 0) {
          throw new IOException("the weights that another JVM has kept are not whole");
        }
      }
    }
  }

  private static ByteBuffer piece(MemorySegment memory, long at) {
    return memory.asSlice(at, Math.min(PIECE, memory.byteSize() - at)).asByteBuffer();
  }
}
