package io.skiplane.harness.npy;

import io.skiplane.memory.Precision;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

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
      NpySource source = new NpySource.OfFile(shown(file), channel, 0, channel.size());
      return map(file, channel, NpyLayout.of(source), 0, arena);
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException(
          shown(file) + " may not be read; give yourself permission to read it", e);
    }
  }

  /** Maps the numbers of an .npy that begins at a byte of a file. */
  static NpyFile map(Path file, FileChannel channel, NpyLayout layout, long begin, Arena arena)
      throws IOException {
    long offset = begin + layout.offset();
    MemorySegment numbers =
        channel.map(FileChannel.MapMode.READ_ONLY, offset, layout.bytes(), arena);
    return new NpyFile(file, layout.precision(), layout.shape(), offset, numbers);
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
    return NpyLayout.text(shape);
  }

  /** A file's name fit for a message. */
  public static String shown(Path file) {
    return file.toString().replaceAll("\\p{Cntrl}", "?");
  }

  static void checkRegular(Path file) {
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
}
