package io.skiplane.bench.cli;

import io.skiplane.bench.report.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that results go to; tried before anything is measured. */
final class OutputFolder {
  private OutputFolder() {}

  /**
   * Makes the folder if need be and tries whether a file can be made in it.
   *
   * @throws IllegalArgumentException if not, with the reason
   */
  static void open(Path folder) {
    if (folder.toString().isBlank()) {
      throw new IllegalArgumentException("--out is empty; it must name a folder");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "--out is " + folder + ", which is a file; it must name a folder");
    }
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".skiplane", null));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--out is "
              + folder
              + ", a folder that cannot be written to: "
              + FileProblem.reason(e)
              + "; name another one",
          e);
    }
  }
}
