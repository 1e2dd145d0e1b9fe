package io.skiplane.harness.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second process out of a run's folder. The system lets the lock go with the process that
 * holds it, however that ends; the file alone means nothing.
 */
public final class RunLock implements AutoCloseable {
  private static final String NAME = ".lock";

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param option that names the folder
   * @throws IllegalArgumentException if another run holds it
   */
  public static RunLock take(String option, Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    while (true) {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (tryLock(channel) == null) {
          throw new IllegalArgumentException(
              option
                  + " is "
                  + folder
                  + ", where another run of Skiplane is at work"
                  + holder(file)
                  + "; wait for it, or name another folder");
        }
        // The holder before may have taken the file away after it was opened here.
        if (sign(file, channel)) {
          return new RunLock(file, channel);
        }
        channel.close();
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // A run in this JVM holds it.
    }
  }

  private static boolean sign(Path file, FileChannel channel) throws IOException {
    String name = ProcessHandle.current().pid() + " " + System.nanoTime();
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8)), 0);
    try {
      return Files.readString(file).equals(name);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static String holder(Path file) {
    try {
      String process = Files.readString(file).split(" ", -1)[0];
      return process.isEmpty() ? "" : " (process " + process + ")";
    } catch (IOException e) {
      return "";
    }
  }

  /** Lets go. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
