package io.skiplane.statistics;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Writes a kernel's random streams to the standard output as little-endian 32-bit words, for as
 * long as somebody reads: {@code .ci/random} hands them to other people's batteries.
 *
 * <p>Arguments: bits, floats or doubles; one, seed, student, block or step; the seed; and,
 * optionally, reversed.
 */
final class RandomPipe {
  private RandomPipe() {}

  public static void main(String[] arguments) {
    String name = arguments[0].toUpperCase(Locale.ROOT);
    RandomStreams.Kind kind = RandomStreams.Kind.valueOf(name);
    long seed = Long.parseLong(arguments[2]);
    try (Arena arena = Arena.ofConfined();
        OutputStream out =
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16)) {
      RandomSource source =
          arguments[1].equals("one")
              ? RandomStreams.inOneGo(arena, kind, seed)
              : new RandomStreams(arena, kind, neighbours(arguments[1]), 1, seed);
      write(arguments.length > 3 ? source.reversed() : source, out);
    } catch (IOException e) {
      // The reader has enough.
    }
  }

  private static RandomStreams.Neighbours neighbours(String name) {
    return RandomStreams.Neighbours.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static void write(RandomSource source, OutputStream out) throws IOException {
    byte[] bytes = new byte[1 << 14];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (true) {
      buffer.clear();
      while (buffer.hasRemaining()) {
        buffer.putInt(source.next());
      }
      out.write(bytes);
    }
  }
}
