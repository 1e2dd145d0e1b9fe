package io.skiplane.harness.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that a user names, which appears whole or not at all. */
public final class WholeFile {
  private final Path file;

  private WholeFile(Path file) {
    this.file = file;
  }

  /**
   * Tries whether the file can be made, before the work that it is for.
   *
   * @param option that names it
   * @throws IllegalArgumentException if not, with the reason
   */
  public static WholeFile open(String option, String name) {
    try {
      if (name.isBlank()) {
        throw new IllegalArgumentException(option + " is empty; it must name a file");
      }
      Path file = Path.of(name);
      if (Files.isDirectory(file)) {
        throw new IllegalArgumentException(
            option + " is " + name + ", which is a folder; it must name a file");
      }
      WholeFile whole = new WholeFile(file);
      Path trial = whole.staged();
      Files.writeString(trial, "");
      Files.delete(trial);
      return whole;
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          option + " is not the name of a file: " + e.getReason(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          option + " is " + name + ", a file that cannot be written to: " + OutputFolder.reason(e),
          e);
    }
  }

  /** Writes the text in UTF-8 and gives the file its name. */
  public Path write(String text) throws IOException {
    try {
      Files.writeString(staged(), text);
      return Files.move(
          staged(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(staged());
      throw new IOException(file + " could not be written: " + OutputFolder.reason(e), e);
    }
  }

  private Path staged() {
    String name = "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
    return file.resolveSibling(name);
  }
}
