package io.skiplane.harness.train;

import io.skiplane.harness.npy.NpyFile;
import io.skiplane.harness.npy.NpzFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array that an option names: an .npy file, or one of the arrays of an .npz file.
 *
 * @param name how messages call it
 * @param content its numbers, mapped where that can be
 */
record ArrayFile(String name, NpyFile content) {

  /**
   * Opens the file of an option.
   *
   * @param wanted which array of an .npz to take, if it has more than one
   * @throws IllegalArgumentException naming the option, the file and what is wrong
   */
  static ArrayFile open(String option, Path file, String wanted, Arena arena) throws IOException {
    ArrayFile found = find(option, file, wanted, false, arena);
    if (found == null) {
      throw new IllegalStateException("an array was to be found or missed");
    }
    return found;
  }

  /** The array of this very name in an .npz; null where there is none, or the file is an .npy. */
  static @Nullable ArrayFile beside(String option, Path file, String wanted, Arena arena)
      throws IOException {
    return find(option, file, wanted, true, arena);
  }

  private static @Nullable ArrayFile find(
      String option, Path file, String wanted, boolean named, Arena arena) throws IOException {
    try {
      if (!NpzFile.looksLikeOne(file)) {
        return named ? null : new ArrayFile(Vectors.name(option, file), NpyFile.map(file, arena));
      }
      try (NpzFile archive = NpzFile.open(file)) {
        List<String> arrays = archive.arrays();
        if (named && !arrays.contains(wanted)) {
          return null;
        }
        String array = arrays.size() == 1 ? arrays.getFirst() : wanted;
        String name = Vectors.name(option, file) + ", array " + wanted;
        return new ArrayFile(name, archive.read(array, arena));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + " " + e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      throw new IllegalArgumentException(
          Vectors.name(option, file)
              + " is packed and larger than the memory that there is ("
              + e.getMessage()
              + "); unzip it and give the .npy in it, which is mapped",
          e);
    }
  }
}
