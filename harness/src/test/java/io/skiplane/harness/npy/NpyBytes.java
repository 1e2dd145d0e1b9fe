package io.skiplane.harness.npy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds .npy files byte by byte, the wrong ones too. */
public final class NpyBytes {
  private NpyBytes() {}

  /** A file of the given version, with the dictionary padded as numpy does. */
  public static byte[] of(int major, String dictionary, byte[] numbers) {
    Charset charset = major < 3 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    return of(major, 0, padded(major, dictionary.getBytes(charset)), numbers);
  }

  /** A file with exactly this header. */
  public static byte[] of(int major, int minor, byte[] header, byte[] numbers) {
    ByteBuffer length =
        ByteBuffer.allocate(major == 1 ? Short.BYTES : Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    if (major == 1) {
      length.putShort((short) header.length);
    } else {
      length.putInt(header.length);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x93);
    out.writeBytes("NUMPY".getBytes(StandardCharsets.ISO_8859_1));
    out.write(major);
    out.write(minor);
    out.writeBytes(length.array());
    out.writeBytes(header);
    out.writeBytes(numbers);
    return out.toByteArray();
  }

  /** The usual dictionary. */
  public static String dictionary(String descr, String shape) {
    return "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
  }

  /** Numbers as little-endian float64. */
  public static byte[] doubles(double... numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double number : numbers) {
      bytes.putDouble(number);
    }
    return bytes.array();
  }

  /** Numbers as little-endian float32. */
  public static byte[] floats(float... numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : numbers) {
      bytes.putFloat(number);
    }
    return bytes.array();
  }

  /** Writes a new file of float64 into {@code folder}. */
  public static Path file(Path folder, String name, String shape, double... numbers)
      throws IOException {
    return Files.write(folder.resolve(name), of(1, dictionary("<f8", shape), doubles(numbers)));
  }

  /** Writes a new file of float32 into {@code folder}. */
  public static Path file(Path folder, String name, String shape, float... numbers)
      throws IOException {
    return Files.write(folder.resolve(name), of(1, dictionary("<f4", shape), floats(numbers)));
  }

  private static byte[] padded(int major, byte[] dictionary) {
    int prefix = major == 1 ? 10 : 12;
    int total = (prefix + dictionary.length + 1 + 63) / 64 * 64;
    ByteBuffer header = ByteBuffer.allocate(total - prefix).put(dictionary);
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
  }
}
