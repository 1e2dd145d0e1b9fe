package io.skiplane.harness.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Bytes that are said to be an .npy: a file, or a part of one. */
interface NpySource {
  /** What messages call it. */
  String name();

  /** How many bytes there are. */
  long size();

  /** Reads {@code count} bytes, which are there, at most those of a header. */
  ByteBuffer read(long from, int count) throws IOException;

  /** A refusal in one sentence that begins with the name. */
  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency more
  default IllegalArgumentException wrong(String format, @Nullable Object... values) {
    return new IllegalArgumentException(name() + " " + String.format(format, values));
  }

  /** A part of a file. */
  record OfFile(String name, FileChannel channel, long begin, long size) implements NpySource {
    @Override
    public ByteBuffer read(long from, int count) throws IOException {
      return readWhole(this, channel, begin + from, count);
    }
  }

  /** Reads that part of a file. */
  static ByteBuffer readWhole(NpySource of, FileChannel channel, long from, int count)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw of.wrong("became shorter while it was read; wait until it is written");
      }
    }
    return bytes.flip();
  }
}
