package io.skiplane.harness.train;

import io.skiplane.harness.npy.NpyFile;
import io.skiplane.memory.Precision;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/** Weights that come in as .npy files. */
final class Vectors {
  private Vectors() {}

  /**
   * Maps the file of an option: float64, one-dimensional, finite.
   *
   * @throws IllegalArgumentException naming the option, the file and what is wrong
   */
  static NpyFile map(String option, Path file, Arena arena) throws IOException {
    NpyFile vector = mapAny(option, file, arena);
    if (vector.precision() != Precision.DOUBLE) {
      throw new IllegalArgumentException(
          name(option, file)
              + " holds float32; weights come as float64: save it with astype('<f8')");
    }
    if (vector.shape().size() != 1) {
      throw new IllegalArgumentException(
          name(option, file)
              + " has the shape "
              + vector.shapeText()
              + "; it must have one dimension");
    }
    for (long i = 0; i < vector.count(); i++) {
      if (!Double.isFinite(vector.get(i))) {
        throw new IllegalArgumentException(
            name(option, file)
                + "["
                + i
                + "] is "
                + vector.get(i)
                + "; every number must be finite");
      }
    }
    return vector;
  }

  /** Maps the file of an option, whatever its shape and precision. */
  static NpyFile mapAny(String option, Path file, Arena arena) throws IOException {
    try {
      return NpyFile.map(file, arena);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + " " + e.getMessage(), e);
    }
  }

  /** How messages call the file of an option. */
  static String name(String option, Path file) {
    return option + " " + NpyFile.shown(file);
  }
}
