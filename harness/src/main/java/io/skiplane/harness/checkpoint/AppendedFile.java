package io.skiplane.harness.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file that a run writes to as it goes, and that another one goes on with: what lies beyond the
 * last {@link Mark} is cut off, what lies before it must be as it was.
 */
public final class AppendedFile extends OutputStream {
  private static final int PIECE = 1 << 16;

  private final FileChannel channel;
  private final CRC32C sum = new CRC32C();
  private final ByteBuffer buffer = ByteBuffer.allocate(PIECE);
  private long bytes;

  /**
   * How far a file had come.
   *
   * @param bytes its length
   * @param sum the CRC-32C of these bytes
   */
  public record Mark(long bytes, long sum) {}

  private AppendedFile(FileChannel channel) {
    this.channel = channel;
  }

  /** A new file, or an old one made empty. */
  public static AppendedFile create(Path file) throws IOException {
    return new AppendedFile(
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE));
  }

  /**
   * Goes on with a file.
   *
   * @throws IOException naming the file, if it is missing or not what it was at the mark
   */
  public static AppendedFile goOn(Path file, Mark mark) throws IOException {
    try {
      AppendedFile appended =
          new AppendedFile(
              FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
      if (!appended.isAt(mark)) {
        appended.channel.close();
        throw new IOException(
            file
                + " was altered since the checkpoint, so there is no way on from it: remove the"
                + " checkpoint and start anew");
      }
      return appended;
    } catch (NoSuchFileException e) {
      // Without the cause, of which callers tell where there is one: it names the file alone.
      throw new IOException(
          file
              + " is missing, which belongs to the checkpoint beside it: remove that and start"
              + " anew");
    }
  }

  private boolean isAt(Mark mark) throws IOException {
    if (channel.size() < mark.bytes) {
      return false;
    }
    channel.truncate(mark.bytes);
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    while (channel.read(piece.clear()) >= 0) {
      sum.update(piece.flip());
    }
    bytes = mark.bytes;
    return sum.getValue() == mark.sum;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    sum.update(from, offset, length);
    bytes += length;
    int done = 0;
    while (done < length) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int part = Math.min(length - done, buffer.remaining());
      buffer.put(from, offset + done, part);
      done += part;
    }
  }

  @Override
  public void flush() throws IOException {
    buffer.flip();
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } finally {
      buffer.compact();
    }
  }

  /** Has the disk take all that was written, and tells how far that is. */
  public Mark mark() throws IOException {
    flush();
    channel.force(false);
    return new Mark(bytes, sum.getValue());
  }

  @Override
  public void close() throws IOException {
    try {
      flush();
    } finally {
      channel.close();
    }
  }
}
