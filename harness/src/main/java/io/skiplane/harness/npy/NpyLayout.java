package io.skiplane.harness.npy;

import io.skiplane.memory.Precision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an .npy holds and where, by its header; nothing of it is taken on trust, and nothing but the
 * header is read.
 *
 * @param precision format of its numbers
 * @param shape length of every dimension, the slowest first; empty for a single number
 * @param offset byte at which the numbers begin
 * @param bytes length of the numbers, which is what follows the header
 */
public record NpyLayout(Precision precision, List<Long> shape, long offset, long bytes) {
  /** The longest header there is, with what stands before it. */
  static final int LONGEST_START = 65_535 + 12;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 65_535;
  private static final String SAVE = "save it with numpy.save";

  /** Copies the shape. */
  public NpyLayout {
    shape = List.copyOf(shape);
  }

  /** The shape as Python writes it, such as {@code (3, 4)}. */
  public String shapeText() {
    return text(shape);
  }

  /** A shape as Python writes it. */
  public static String text(List<Long> shape) {
    return shape.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "(", shape.size() == 1 ? ",)" : ")"));
  }

  /**
   * Reads the header.
   *
   * @throws IllegalArgumentException in one sentence, if it is not one of a whole row-major .npy of
   *     float32 or float64
   */
  static NpyLayout of(NpySource source) throws IOException {
    ByteBuffer start = read(source, 0, MAGIC.length + 2);
    for (int i = 0; i < MAGIC.length; i++) {
      byte found = start.get(i);
      if (found != MAGIC[i]) {
        throw source.wrong(
            "is not an .npy file: byte %d is %02xh, not %02xh; %s", i, found, MAGIC[i], SAVE);
      }
    }
    int major = Byte.toUnsignedInt(start.get(MAGIC.length));
    int minor = Byte.toUnsignedInt(start.get(MAGIC.length + 1));
    if (major < 1 || major > 3 || minor != 0) {
      throw source.wrong(
          "has .npy version %d.%d; versions 1.0, 2.0 and 3.0 are read", major, minor);
    }
    int lengthBytes = major == 1 ? Short.BYTES : Integer.BYTES;
    ByteBuffer length = read(source, start.capacity(), lengthBytes).order(ByteOrder.LITTLE_ENDIAN);
    long headerBytes =
        major == 1
            ? Short.toUnsignedLong(length.getShort(0))
            : Integer.toUnsignedLong(length.getInt(0));
    if (headerBytes > LONGEST_HEADER) {
      throw source.wrong(
          "has a header of %d bytes; at most %d are read: %s", headerBytes, LONGEST_HEADER, SAVE);
    }
    long headerAt = start.capacity() + (long) lengthBytes;
    NpyHeader header = header(source, read(source, headerAt, (int) headerBytes), major);
    return of(source, header, headerAt + headerBytes);
  }

  private static NpyLayout of(NpySource source, NpyHeader header, long offset) {
    Precision precision = precision(source, header.descr());
    if (header.fortranOrder()) {
      throw source.wrong(
          "is in Fortran order (fortran_order: True); save numpy.ascontiguousarray of it");
    }
    long bytes = bytes(source, header.shape(), precision);
    long size = source.size();
    if (size != offset + bytes) {
      throw source.wrong(
          "has %d bytes, but its header and the shape %s of %d-byte numbers need %d: "
              + "it is %s; save or copy it again",
          size,
          text(header.shape()),
          precision.bytes(),
          offset + bytes,
          size < offset + bytes ? "cut short" : "followed by something else");
    }
    return new NpyLayout(precision, header.shape(), offset, bytes);
  }

  private static NpyHeader header(NpySource source, ByteBuffer bytes, int major) {
    try {
      String text =
          (major < 3 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8)
              .newDecoder()
              .decode(bytes)
              .toString();
      return NpyHeader.parse(text);
    } catch (CharacterCodingException e) {
      throw source.wrong("has a header that is not UTF-8, as version 3.0 wants it; %s", SAVE);
    } catch (IllegalArgumentException e) {
      throw source.wrong("cannot be read: %s", e.getMessage());
    }
  }

  private static Precision precision(NpySource source, String descr) {
    boolean ordered = !descr.isEmpty() && "<>=|".indexOf(descr.charAt(0)) >= 0;
    String type = ordered ? descr.substring(1) : descr;
    char order = ordered ? descr.charAt(0) : '=';
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    if (type.equals("f4") || type.equals("f8")) {
      if (order == (little ? '>' : '<')) {
        throw source.wrong(
            "has numbers of dtype '%s', of the other byte order; save it as '%s%s' with astype",
            descr, little ? '<' : '>', type);
      }
      return type.equals("f4") ? Precision.FLOAT : Precision.DOUBLE;
    }
    throw source.wrong(
        "has numbers of dtype '%s'; save it as float32 or float64 with astype",
        NpyHeader.shown(descr));
  }

  private static long bytes(NpySource source, List<Long> shape, Precision precision) {
    long bytes = precision.bytes();
    try {
      for (long length : shape) {
        if (length == 0) {
          throw source.wrong(
              "has the shape %s and so holds no number; save a filled one", text(shape));
        }
        bytes = Math.multiplyExact(bytes, length);
      }
      Math.addExact(bytes, (long) LONGEST_HEADER);
    } catch (ArithmeticException e) {
      throw source.wrong(
          "has the shape %s, more bytes than 64 bits can count; %s", text(shape), SAVE);
    }
    return bytes;
  }

  private static ByteBuffer read(NpySource source, long from, int count) throws IOException {
    if (from + count > source.size()) {
      throw source.wrong(
          "has %d bytes, too few for an .npy header of at least %d; %s",
          source.size(), from + count, SAVE);
    }
    return source.read(from, count);
  }
}
