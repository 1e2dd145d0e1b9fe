package io.skiplane.harness.data;

import io.skiplane.harness.host.ByteCount;
import io.skiplane.harness.store.StagedFiles;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The files that a data set is written to, which appear together or not at all: an .npz with both
 * arrays, or an .npy of the inputs and one of the labels; and a document beside.
 */
final class DataFiles {
  private static final String NPY = ".npy";
  private static final String NPZ = ".npz";

  private final Path folder;
  private final String base;
  private final boolean archive;

  private DataFiles(Path folder, String base, boolean archive) {
    this.folder = folder;
    this.base = base;
    this.archive = archive;
  }

  /**
   * The files of a name.
   *
   * @throws IllegalArgumentException if it is not one of an .npy or .npz file
   */
  static DataFiles of(String out) {
    try {
      Path file = Path.of(out);
      Path name = file.getFileName();
      String text = name == null ? "" : name.toString();
      String lower = text.toLowerCase(Locale.ROOT);
      boolean known = lower.endsWith(NPY) || lower.endsWith(NPZ);
      if (known && text.length() > NPY.length()) {
        Path parent = file.getParent();
        String base = text.substring(0, text.length() - NPY.length());
        return new DataFiles(parent == null ? Path.of("") : parent, base, lower.endsWith(NPZ));
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("--out is not the name of a file: " + e.getReason(), e);
    }
    throw new IllegalArgumentException(
        "--out is " + out + "; it must name a file that ends in .npy or .npz");
  }

  boolean archive() {
    return archive;
  }

  /** File of the inputs, and of the labels too if it is an archive. */
  String inputs() {
    return base + (archive ? NPZ : NPY);
  }

  String labels() {
    return base + "-labels" + NPY;
  }

  String document() {
    return base + ".json";
  }

  /** The document last: where it is, all is there. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    if (!archive) {
      names.add(labels());
    }
    names.add(inputs());
    names.add(document());
    return names;
  }

  /** Opens them under hidden names. */
  StagedFiles open() {
    return StagedFiles.open(folder.toString().isEmpty() ? "." : folder.toString(), names());
  }

  /** A file's name as commands take it. */
  String shown(String name) {
    return folder.resolve(name).toString();
  }

  /**
   * Checks that the disk has room.
   *
   * @throws IllegalArgumentException if not
   */
  void checkRoom(Path existing, long bytes) throws IOException {
    FileStore store = Files.getFileStore(existing);
    long free = store.getUsableSpace();
    if (free < bytes) {
      throw new IllegalArgumentException(
          "the data take "
              + ByteCount.text(bytes)
              + ", but the disk of "
              + shown(inputs())
              + " has "
              + ByteCount.text(free)
              + " left; ask for fewer --inputs, or name another disk by --out");
    }
  }
}
