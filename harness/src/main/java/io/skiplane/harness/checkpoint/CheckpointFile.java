package io.skiplane.harness.checkpoint;

import io.skiplane.harness.digest.Digest;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A state on disk: a line that tells what the file is, the lengths of a head and of a body, head,
 * body, and the SHA-256 of all before it. It replaces the one before whole or not at all, also if
 * the machine loses power meanwhile.
 */
public final class CheckpointFile {
  private static final byte[] MAGIC = "Skiplane checkpoint 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTHS = Integer.BYTES + Long.BYTES;
  private static final int HASH = 32;
  private static final long PIECE = 1 << 20;

  private CheckpointFile() {}

  /**
   * What a file holds.
   *
   * @param head as written
   * @param body as written
   */
  public record Content(byte[] head, MemorySegment body) {}

  /**
   * Writes the file beside its place, has the disk take it, and gives it its name.
   *
   * @throws IOException naming the file and the reason; the file before is then untouched
   */
  public static void write(Path file, byte[] head, MemorySegment body) throws IOException {
    Path staged = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(
              staged,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        MessageDigest sha = Digest.sha256();
        ByteBuffer start = ByteBuffer.allocate(MAGIC.length + LENGTHS + head.length);
        start.put(MAGIC).putInt(head.length).putLong(body.byteSize()).put(head).flip();
        put(channel, sha, start);
        for (long at = 0; at < body.byteSize(); at += PIECE) {
          put(channel, sha, piece(body, at));
        }
        writeAll(channel, ByteBuffer.wrap(sha.digest()));
        channel.force(true);
      }
      Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceFolder(file.resolveSibling("."));
    } catch (IOException e) {
      Files.deleteIfExists(staged);
      throw new IOException(file + " could not be written: " + reason(e), e);
    }
  }

  /**
   * Reads the file.
   *
   * @param arena gives the body's memory
   * @throws IOException naming the file, if it is missing, torn or altered
   */
  public static Content read(Path file, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer start = ByteBuffer.allocate(MAGIC.length + LENGTHS);
      boolean whole = readAll(channel, start);
      byte[] magic = Arrays.copyOf(start.array(), MAGIC.length);
      int headLength = start.getInt(MAGIC.length);
      long bodyLength = start.getLong(MAGIC.length + Integer.BYTES);
      long rest = channel.size() - start.capacity() - HASH;
      if (!whole
          || !Arrays.equals(magic, MAGIC)
          || headLength < 0
          || bodyLength < 0
          || headLength > rest
          || bodyLength != rest - headLength) {
        throw damaged(file);
      }
      MessageDigest sha = Digest.sha256();
      sha.update(start.flip());
      ByteBuffer head = ByteBuffer.allocate(headLength);
      whole = readAll(channel, head);
      sha.update(head.flip());
      MemorySegment body = arena.allocate(Math.max(1, bodyLength), Long.BYTES);
      body = body.asSlice(0, bodyLength);
      for (long at = 0; at < bodyLength; at += PIECE) {
        ByteBuffer piece = piece(body, at);
        whole &= readAll(channel, piece);
        sha.update(piece.flip());
      }
      ByteBuffer hash = ByteBuffer.allocate(HASH);
      whole &= readAll(channel, hash);
      if (!whole || !Arrays.equals(hash.array(), sha.digest())) {
        throw damaged(file);
      }
      return new Content(head.array(), body);
    }
  }

  private static IOException damaged(Path file) {
    return new IOException(
        file
            + " is torn or was altered, as its checksum does not fit; there is no way on from it:"
            + " remove it and start anew");
  }

  private static ByteBuffer piece(MemorySegment body, long at) {
    return body.asSlice(at, Math.min(PIECE, body.byteSize() - at)).asByteBuffer();
  }

  private static void put(FileChannel channel, MessageDigest sha, ByteBuffer bytes)
      throws IOException {
    sha.update(bytes.duplicate());
    writeAll(channel, bytes);
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static boolean readAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Has the disk take a folder's list of names, where the system can do that. */
  public static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folders; there the name is as safe as the system makes it.
    }
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException problem && problem.getReason() != null
        ? problem.getReason()
        : String.valueOf(e.getMessage());
  }
}
