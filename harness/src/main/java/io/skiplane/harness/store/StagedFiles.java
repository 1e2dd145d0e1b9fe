package io.skiplane.harness.store;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Result files that appear together at the end of a run, or not at all: until {@link #commit} they
 * lie beside their places under hidden names, and whatever ends the run before that removes them.
 */
public final class StagedFiles implements AutoCloseable {
  private final Path folder;
  private final boolean created;
  private final List<String> names;
  private boolean committed;

  private StagedFiles(Path folder, boolean created, List<String> names) {
    this.folder = folder;
    this.created = created;
    this.names = names;
  }

  /**
   * Makes the folder if need be and tries whether files can be made in it.
   *
   * @param names the files there will be, all of them
   * @throws IllegalArgumentException if not, with the reason
   */
  public static StagedFiles open(String name, List<String> names) {
    boolean created = !new File(name).exists();
    Path folder = OutputFolder.open(name).path();
    for (String file : names) {
      if (Files.isDirectory(folder.resolve(file))) {
        throw new IllegalArgumentException(
            "--out is " + name + ", where " + file + " is a folder; it must be a file or absent");
      }
    }
    StagedFiles files = new StagedFiles(folder, created, names);
    // For a run that is interrupted; last things go first, and a folder only if it is empty.
    if (created) {
      folder.toFile().deleteOnExit();
    }
    names.forEach(file -> files.staged(file).toFile().deleteOnExit());
    return files;
  }

  /** Writes text in UTF-8 to the file that will have this name. */
  public void write(String name, String text) throws IOException {
    try {
      Files.writeString(staged(name), text);
    } catch (IOException e) {
      throw new IOException(
          folder.resolve(name) + " could not be written: " + OutputFolder.reason(e), e);
    }
  }

  /** Where to write the file that will have this name. */
  public Path staged(String name) {
    return folder.resolve("." + name + "." + ProcessHandle.current().pid() + ".tmp");
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** Has the disk take all files, then gives them their names, in their order. */
  public List<Path> commit() throws IOException {
    for (String name : names) {
      try (FileChannel file = FileChannel.open(staged(name), StandardOpenOption.WRITE)) {
        file.force(true);
      }
    }
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
}
