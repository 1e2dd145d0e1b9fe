package io.skiplane.harness.npy;

import io.skiplane.memory.Precision;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An array of float32 or float64 in an .npy file (formats 1.0, 2.0 and 3.0), mapped into memory:
 * nothing is copied, whatever its size.
 *
 * <p>The file must not be cut short while it is mapped.
 *
 * @param file where it lies
 * @param precision format of its numbers
 * @param shape length of every dimension, the slowest first; empty for a single number
 * @param offset byte of the file at which the numbers begin
 * @param numbers number[shape], row-major, native byte order, read-only, mapped
 */
public record NpyFile(
    Path file, Precision precision, List<Long> shape, long offset, MemorySegment numbers) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 65_535;
  private static final String SAVE = "save it with numpy.save";

  /** Copies the shape. */
  public NpyFile {
    shape = List.copyOf(shape);
  }

  /**
   * Maps a file.
   *
   * @param arena unmaps it when closed
   * @throws IllegalArgumentException in one sentence, if the file is not there, may not be read or
   *     is not a whole row-major .npy of float32 or float64
   * @throws IOException if reading fails
   */
  public static NpyFile map(Path file, Arena arena) throws IOException {
    checkRegular(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new Mapping(file, channel, channel.size()).map(arena);
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException(
          shown(file) + " may not be read; give yourself permission to read it", e);
    }
  }

  /** How many numbers it holds, the product of the shape. */
  public long count() {
    return numbers.byteSize() / precision.bytes();
  }

  /** Number {@code index}, in row-major order. */
  public double get(long index) {
    return precision.get(numbers, 0, index);
  }

  /** The shape as Python writes it, such as {@code (3, 4)}. */
  public String shapeText() {
    return text(shape);
  }

  /** A file's name fit for a message. */
  public static String shown(Path file) {
    return file.toString().replaceAll("\\p{Cntrl}", "?");
  }

  private static void checkRegular(Path file) {
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(shown(file) + " does not exist; check the path");
    }
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(shown(file) + " is a directory; name an .npy file in it");
    }
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          shown(file) + " is not a regular file and cannot be mapped; copy it to one");
    }
  }

  private static String text(List<Long> shape) {
    return shape.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "(", shape.size() == 1 ? ",)" : ")"));
  }

  /** The steps from an open file to a mapped array. */
  private record Mapping(Path file, FileChannel channel, long size) {

    NpyFile map(Arena arena) throws IOException {
      ByteBuffer start = read(0, MAGIC.length + 2);
      for (int i = 0; i < MAGIC.length; i++) {
        byte found = start.get(i);
        if (found != MAGIC[i]) {
          throw wrong(
              "is not an .npy file: byte %d is %02xh, not %02xh; %s", i, found, MAGIC[i], SAVE);
        }
      }
      int major = Byte.toUnsignedInt(start.get(MAGIC.length));
      int minor = Byte.toUnsignedInt(start.get(MAGIC.length + 1));
      if (major < 1 || major > 3 || minor != 0) {
        throw wrong("has .npy version %d.%d; versions 1.0, 2.0 and 3.0 are read", major, minor);
      }
      int lengthBytes = major == 1 ? Short.BYTES : Integer.BYTES;
      ByteBuffer length = read(start.capacity(), lengthBytes).order(ByteOrder.LITTLE_ENDIAN);
      long headerBytes =
          major == 1
              ? Short.toUnsignedLong(length.getShort(0))
              : Integer.toUnsignedLong(length.getInt(0));
      if (headerBytes > LONGEST_HEADER) {
        throw wrong(
            "has a header of %d bytes; at most %d are read: %s", headerBytes, LONGEST_HEADER, SAVE);
      }
      long headerAt = start.capacity() + (long) lengthBytes;
      NpyHeader header = header(read(headerAt, (int) headerBytes), major);
      return map(arena, header, headerAt + headerBytes);
    }

    private NpyFile map(Arena arena, NpyHeader header, long offset) throws IOException {
      Precision precision = precision(header.descr());
      if (header.fortranOrder()) {
        throw wrong(
            "is in Fortran order (fortran_order: True); save numpy.ascontiguousarray of it");
      }
      long bytes = bytes(header.shape(), precision);
      if (size != offset + bytes) {
        throw wrong(
            "has %d bytes, but its header and the shape %s of %d-byte numbers need %d: "
                + "it is %s; save or copy it again",
            size,
            text(header.shape()),
            precision.bytes(),
            offset + bytes,
            size < offset + bytes ? "cut short" : "followed by something else");
      }
      MemorySegment numbers = channel.map(FileChannel.MapMode.READ_ONLY, offset, bytes, arena);
      return new NpyFile(file, precision, header.shape(), offset, numbers);
    }

    private NpyHeader header(ByteBuffer bytes, int major) {
      try {
        String text =
            (major < 3 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8)
                .newDecoder()
                .decode(bytes)
                .toString();
        return NpyHeader.parse(text);
      } catch (CharacterCodingException e) {
        throw wrong("has a header that is not UTF-8, as version 3.0 wants it; %s", SAVE);
      } catch (IllegalArgumentException e) {
        throw wrong("cannot be read: %s", e.getMessage());
      }
    }

    private Precision precision(String descr) {
      boolean ordered = !descr.isEmpty() && "<>=|".indexOf(descr.charAt(0)) >= 0;
      String type = ordered ? descr.substring(1) : descr;
      char order = ordered ? descr.charAt(0) : '=';
      boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
      if (type.equals("f4") || type.equals("f8")) {
        if (order == (little ? '>' : '<')) {
          throw wrong(
              "has numbers of dtype '%s', of the other byte order; "
                  + "save it as '%s%s' with astype",
              descr, little ? '<' : '>', type);
        }
        return type.equals("f4") ? Precision.FLOAT : Precision.DOUBLE;
      }
      throw wrong(
          "has numbers of dtype '%s'; save it as float32 or float64 with astype",
          NpyHeader.shown(descr));
    }

    private long bytes(List<Long> shape, Precision precision) {
      long bytes = precision.bytes();
      try {
        for (long length : shape) {
          if (length == 0) {
            throw wrong("has the shape %s and so holds no number; save a filled one", text(shape));
          }
          bytes = Math.multiplyExact(bytes, length);
        }
        Math.addExact(bytes, (long) LONGEST_HEADER);
      } catch (ArithmeticException e) {
        throw wrong("has the shape %s, more bytes than 64 bits can count; %s", text(shape), SAVE);
      }
      return bytes;
    }

    private ByteBuffer read(long from, int count) throws IOException {
      if (from + count > size) {
        throw wrong(
            "has %d bytes, too few for an .npy header of at least %d; %s",
            size, from + count, SAVE);
      }
      ByteBuffer bytes = ByteBuffer.allocate(count);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, from + bytes.position()) < 0) {
          throw wrong("became shorter while it was read; wait until it is written");
        }
      }
      return bytes.flip();
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency more
    private IllegalArgumentException wrong(String format, @Nullable Object... values) {
      return new IllegalArgumentException(shown(file) + " " + String.format(format, values));
    }
  }
}
