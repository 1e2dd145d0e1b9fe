package io.skiplane.harness.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file that a run reads, as far as a change of it shows without reading it all.
 *
 * @param path absolute
 * @param bytes its length
 * @param modified time of its last change, in milliseconds
 */
record InputFile(String path, long bytes, long modified) {
  static InputFile of(Path path) throws IOException {
    return new InputFile(
        path.toAbsolutePath().toString(),
        Files.size(path),
        Files.getLastModifiedTime(path).toMillis());
  }

  /**
   * Checks that the file is as it was.
   *
   * @throws IOException naming it, if not
   */
  void check() throws IOException {
    try {
      if (of(Path.of(path)).equals(this)) {
        return;
      }
    } catch (NoSuchFileException e) {
      throw new IOException(path + " is missing, which the run reads; put it back", e);
    }
    throw new IOException(
        path
            + " was changed since the checkpoint, so the run cannot go on to the same bits; put the"
            + " old file back, or remove the checkpoint and start anew");
  }
}
