package io.skiplane.harness.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
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
      // Never read here: POSIX lets a lock go when its holder closes the file by any other handle.
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        Object opened = identity(file);
        String holder = tryLock(file, channel);
        if (!holder.isEmpty()) {
          throw new IllegalArgumentException(
              option
                  + " is "
                  + folder
                  + ", where another run of Skiplane is at work ("
                  + holder
                  + "); wait for it, or name another folder");
        }
        // The holder before may have taken the file away after it was opened here.
        if (opened != null && opened.equals(identity(file))) {
          String name = "process " + ProcessHandle.current().pid();
          channel.truncate(0);
          channel.write(ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8)), 0);
          return new RunLock(file, channel);
        }
        channel.close();
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }
  }

  /** Who holds the lock; empty if this run does now. */
  private static String tryLock(Path file, FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return "";
      }
    } catch (OverlappingFileLockException e) {
      return "process " + ProcessHandle.current().pid() + ", this one";
    }
    try {
      String holder = Files.readString(file);
      return holder.isEmpty() ? "just started" : holder;
    } catch (IOException e) {
      return "about to end";
    }
  }

  /** Tells files of the same name apart; null if there is none. */
  private static @Nullable Object identity(Path file) throws IOException {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return key == null ? file : key; // Windows has no keys, nor can an open file be removed.
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Lets go. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
