package io.skiplane.harness.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A folder that results go to. Each file appears whole or not at all. */
public final class OutputFolder {
  private final Path folder;

  private OutputFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder if need be and tries whether a file can be made in it.
   *
   * @throws IllegalArgumentException if not, with the reason
   */
  public static OutputFolder open(String name) {
    try {
      Path folder = Path.of(name);
      if (name.isBlank()) {
        throw new IllegalArgumentException("--out is empty; it must name a folder");
      }
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new IllegalArgumentException(
            "--out is " + name + ", which is a file; it must name a folder");
      }
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".skiplane", null));
      return new OutputFolder(folder);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("--out is not the name of a folder: " + e.getReason(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--out is " + name + ", a folder that cannot be written to: " + reason(e), e);
    }
  }

  /** Why, without the name of a class. */
  static String reason(IOException e) {
    if (e instanceof FileSystemException problem) {
      if (problem.getReason() != null) {
        return problem.getReason();
      }
      return switch (problem) {
        case java.nio.file.AccessDeniedException denied -> "permission denied";
        case java.nio.file.FileAlreadyExistsException exists -> exists.getFile() + " is in the way";
        case java.nio.file.NoSuchFileException missing -> missing.getFile() + " does not exist";
        default -> String.valueOf(problem.getMessage());
      };
    }
    return String.valueOf(e.getMessage());
  }

  /** The folder's path. */
  public Path path() {
    return folder;
  }
}
