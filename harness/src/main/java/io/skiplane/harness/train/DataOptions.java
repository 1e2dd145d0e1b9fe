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
      description =
          "resident: inputs Z, float32 or float64 of shape (n, k, p), an .npy or the array z of an"
              + " .npz; mapped, not copied, where the .npz is not compressed and aligned")
  private @Nullable Path data;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "resident: label of each input, float32 or float64 of shape (n,) (default: the"
              + " array labels of an .npz in --data, or the teacher's)")
  private @Nullable Path labels;

  private @Nullable ArrayFile fileData;
  private @Nullable ArrayFile fileLabels;

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
    fileData = ArrayFile.open("--data", data, "z", arena);
    NpyFile z = fileData.content();
    String name = fileData.name();
    if (z.shape().size() != 3) {
      throw new IllegalArgumentException(
          name + " has the shape " + z.shapeText() + "; it must have three dimensions, (n, k, p)");
    }
    checkAligned(name, z);
    sizes.k("the shape of " + name, z.shape().get(1));
    sizes.p("the shape of " + name, z.shape().get(2));
    fileLabels =
        labels == null
            ? ArrayFile.beside("--data", data, "labels", arena)
            : ArrayFile.open("--labels", labels, "labels", arena);
    if (fileLabels != null) {
      NpyFile y = fileLabels.content();
      if (y.shape().size() != 1 || y.count() != count()) {
        throw new IllegalArgumentException(
            fileLabels.name()
                + " has the shape "
                + y.shapeText()
                + "; it must be ("
                + count()
                + ",), one label for each input");
      }
    }
  }

  /** Number of inputs; 0 where there are none. */
  long count() {
    return fileData == null ? 0 : fileData.content().shape().get(0);
  }

  /**
   * What the arithmetic is done in: the data's own format, or what was asked for where there is no
   * data.
   */
  Precision precision(@Nullable Precision asked) {
    if (fileData == null) {
      return asked == null ? Precision.DOUBLE : asked;
    }
    if (asked != null && asked != fileData.content().precision()) {
      throw new IllegalArgumentException(
          "--precision is "
              + Choices.word(asked)
              + ", but "
              + fileData.name()
              + " holds "
              + Choices.word(fileData.content().precision())
              + "; leave --precision out");
    }
    return fileData.content().precision();
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
    NpyFile z = fileData.content();
    Precision precision = z.precision();
    long count = count();
    MemorySegment to =
        arena.allocate(Math.multiplyExact(count, (long) precision.bytes()), precision.bytes());
    if (fileLabels == null) {
      TeacherLabels.fill(to, z.numbers(), precision, count, teacher);
    } else {
      for (long i = 0; i < count; i++) {
        precision.set(to, 0, i, fileLabels.content().get(i));
      }
    }
    Inputs inputs = new Inputs(z.numbers(), to, shape, count, precision, Inputs.Layout.ROW_MAJOR);
    try {
      inputs.checkFinite();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          fileData.name()
              + (fileLabels == null ? "" : ", " + fileLabels.name())
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
