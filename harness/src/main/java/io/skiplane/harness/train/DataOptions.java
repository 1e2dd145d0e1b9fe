package io.skiplane.harness.train;

import io.skiplane.gradient.Inputs;
import io.skiplane.harness.npy.NpyFile;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Teacher;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of the resident gradient: a user's inputs, mapped where they lie, and their labels.
 */
final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "resident: inputs Z, float32 or float64 of shape (n, k, p), mapped, not copied")
  private @Nullable Path data;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "resident: label of each input, float32 or float64 of shape (n,) (default: the"
              + " teacher's)")
  private @Nullable Path labels;

  private @Nullable NpyFile fileData;
  private @Nullable NpyFile fileLabels;

  /**
   * Maps the files and notes what they say about k and p.
   *
   * @param resident whether the chosen gradient uses them
   */
  void open(Arena arena, Sizes sizes, boolean resident) throws IOException {
    if (!resident && (data != null || labels != null)) {
      throw new IllegalArgumentException(
          (data != null ? "--data" : "--labels") + " is for --gradient resident; add that");
    }
    if (resident && data == null) {
      throw new IllegalArgumentException(
          "--gradient resident takes its inputs from a file; add --data Z.npy");
    }
    if (data == null) {
      return;
    }
    fileData = Vectors.mapAny("--data", data, arena);
    String name = Vectors.name("--data", data);
    if (fileData.shape().size() != 3) {
      throw new IllegalArgumentException(
          name
              + " has the shape "
              + fileData.shapeText()
              + "; it must have three dimensions, (n, k, p)");
    }
    checkAligned(name, fileData);
    sizes.k("the shape of " + name, fileData.shape().get(1));
    sizes.p("the shape of " + name, fileData.shape().get(2));
    if (labels != null) {
      fileLabels = Vectors.mapAny("--labels", labels, arena);
      long count = fileData.shape().get(0);
      if (fileLabels.shape().size() != 1 || fileLabels.count() != count) {
        throw new IllegalArgumentException(
            Vectors.name("--labels", labels)
                + " has the shape "
                + fileLabels.shapeText()
                + "; it must be ("
                + count
                + ",), one label for each input");
      }
    }
  }

  /**
   * What the arithmetic is done in: the data's own format, or what was asked for where there is no
   * data.
   */
  Precision precision(@Nullable Precision asked) {
    if (fileData == null) {
      return asked == null ? Precision.DOUBLE : asked;
    }
    if (asked != null && asked != fileData.precision()) {
      throw new IllegalArgumentException(
          "--precision is "
              + Choices.word(asked)
              + ", but "
              + Vectors.name("--data", fileData.file())
              + " holds "
              + Choices.word(fileData.precision())
              + "; leave --precision out");
    }
    return fileData.precision();
  }

  /**
   * The inputs with their labels, every number checked to be finite. Labels are copied off-heap, as
   * their format may differ from the data's.
   *
   * @throws IllegalArgumentException naming the first number that is not finite
   */
  Inputs inputs(Arena arena, Shape shape, Teacher teacher) {
    if (fileData == null) {
      throw new IllegalStateException("inputs are asked for without data");
    }
    Precision precision = fileData.precision();
    long count = fileData.shape().get(0);
    MemorySegment to =
        arena.allocate(Math.multiplyExact(count, (long) precision.bytes()), precision.bytes());
    if (fileLabels == null) {
      TeacherLabels.fill(to, fileData.numbers(), precision, count, teacher);
    } else {
      for (long i = 0; i < count; i++) {
        precision.set(to, 0, i, fileLabels.get(i));
      }
    }
    Inputs inputs =
        new Inputs(fileData.numbers(), to, shape, count, precision, Inputs.Layout.ROW_MAJOR);
    try {
      inputs.checkFinite();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Vectors.name("--data", fileData.file())
              + (fileLabels == null ? "" : ", " + Vectors.name("--labels", fileLabels.file()))
              + ": "
              + e.getMessage(),
          e);
    }
    return inputs;
  }

  private static void checkAligned(String name, NpyFile file) {
    if (file.offset() % file.precision().bytes() != 0) {
      throw new IllegalArgumentException(
          name
              + " has its numbers from byte "
              + file.offset()
              + " on, which is no multiple of "
              + file.precision().bytes()
              + "; save it again with numpy.save");
    }
  }
}
