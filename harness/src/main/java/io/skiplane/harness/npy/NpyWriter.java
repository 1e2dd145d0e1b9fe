package io.skiplane.harness.npy;

import io.skiplane.memory.Precision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.LongToDoubleFunction;

/** Writes one-dimensional arrays of float64 as .npy files of version 1.0. */
public final class NpyWriter {
  private static final int ALIGNMENT = 64;
  private static final int BUFFER = 1 << 16;

  private NpyWriter() {}

  /**
   * Writes {@code count} numbers: to a temporary file beside {@code file}, which takes the name in
   * one move when it is whole and on the disk.
   *
   * @throws IOException if that fails; {@code file} is then as it was
   */
  public static void write(Path file, long count, LongToDoubleFunction numbers) throws IOException {
    // Not createTempFile, whose files their owner alone may read.
    Path temporary =
        file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        fill(channel, count, numbers);
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void fill(FileChannel channel, long count, LongToDoubleFunction numbers)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(header(Precision.DOUBLE, count));
    for (long i = 0; i < count; i++) {
      if (buffer.remaining() < Double.BYTES) {
        drain(channel, buffer);
      }
      buffer.putDouble(numbers.applyAsDouble(i));
    }
    drain(channel, buffer);
  }

  private static void drain(FileChannel channel, ByteBuffer buffer) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /**
   * The header of an .npy of version 1.0, little-endian, row-major; the numbers follow it.
   *
   * @param shape length of every dimension
   */
  public static ByteBuffer header(Precision precision, long... shape) {
    List<Long> lengths = Arrays.stream(shape).boxed().toList();
    String dictionary =
        "{'descr': '<f%d', 'fortran_order': False, 'shape': %s, }"
            .formatted(precision.bytes(), NpyLayout.text(lengths));
    int prefix = 10;
    int bytes = (prefix + dictionary.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer header = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.ISO_8859_1));
    header.put((byte) 1).put((byte) 0).putShort((short) (bytes - prefix));
    header.put(dictionary.getBytes(StandardCharsets.ISO_8859_1));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').flip();
  }
}
