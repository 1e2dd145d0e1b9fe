package io.skiplane.harness.npy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds .npz files, by the JDK's writer and by ours, and alters them. */
public final class NpzBytes {
  private NpzBytes() {}

  /** An archive of members, name then content, by the JDK. */
  public static byte[] jdk(boolean deflated, Object... members) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < members.length; i += 2) {
        byte[] content = (byte[]) members[i + 1];
        ZipEntry entry = new ZipEntry((String) members[i]);
        entry.setMethod(deflated ? ZipEntry.DEFLATED : ZipEntry.STORED);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        entry.setSize(content.length);
        if (!deflated) {
          entry.setCompressedSize(content.length);
        }
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  /** An archive by our writer. */
  public static Path ours(Path file, boolean deflated, Object... members) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      NpzWriter writer = new NpzWriter(channel);
      for (int i = 0; i < members.length; i += 2) {
        try (WritableByteChannel to = writer.array((String) members[i], deflated)) {
          to.write(ByteBuffer.wrap((byte[]) members[i + 1]));
        }
      }
      writer.finish();
    }
    return file;
  }

  /** Where a signature such as {@code PK12} stands first, from a byte on. */
  public static int find(byte[] file, String signature, int from) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    return text.indexOf("PK" + (char) signature.charAt(0) + (char) signature.charAt(1), from);
  }

  /** The files of a folder. */
  static long files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
