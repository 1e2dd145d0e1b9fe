package io.skiplane.harness.train;

import io.skiplane.harness.store.OutputFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Result files that appear together at the end of a run, or not at all: until {@link #commit} they
 * lie beside their places under hidden names, and whatever ends the run before that removes them.
 */
final class StagedFiles implements AutoCloseable {
  private final Path folder;
  private final boolean created;
  private final List<String> names = new ArrayList<>();
  private boolean committed;

  private StagedFiles(Path folder, boolean created) {
    this.folder = folder;
    this.created = created;
  }

  /**
   * Makes the folder if need be and tries whether a file can be made in it.
   *
   * @throws IllegalArgumentException if not, with the reason
   */
  static StagedFiles open(String name) {
    boolean there = new File(name).exists();
    Path folder = OutputFolder.open(name).path();
    if (!there) {
      folder.toFile().deleteOnExit(); // Goes only if it is empty.
    }
    return new StagedFiles(folder, !there);
  }

  /** Where to write the file that will have this name. */
  Path stage(String name) {
    names.add(name);
    Path path = staged(name);
    path.toFile().deleteOnExit(); // For a run that is interrupted.
    return path;
  }

  /** Gives all files their names, the last staged one last. */
  List<Path> commit() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : names) {
      Path to = folder.resolve(name);
      Files.move(
          staged(name), to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      files.add(to);
    }
    committed = true;
    return files;
  }

  /** Removes what was not committed. */
  @Override
  public void close() throws IOException {
    for (String name : names) {
      Files.deleteIfExists(staged(name));
    }
    if (created && !committed) {
      boolean gone = folder.toFile().delete(); // Stays if someone else has put a file there.
      assert gone || folder.toFile().exists();
    }
  }

  private Path staged(String name) {
    return folder.resolve("." + name + "." + ProcessHandle.current().pid() + ".tmp");
  }
}
