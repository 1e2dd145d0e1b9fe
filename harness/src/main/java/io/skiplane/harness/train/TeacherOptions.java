package io.skiplane.harness.train;

import io.skiplane.harness.cli.OptionValue;
import io.skiplane.harness.npy.NpyFile;
import io.skiplane.model.Shape;
import io.skiplane.model.Teacher;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say who teaches: the study teacher by norm and sum, or weights from files. */
public final class TeacherOptions {
  private static final double LARGEST_NORM = 1e9;

  @Option(
      names = "--teacher-norm",
      paramLabel = "X",
      description = "norm of the teacher's a* (default: 6√k)")
  private @Nullable String norm;

  @Option(
      names = "--teacher-sum",
      paramLabel = "X",
      description = "sum of the teacher's a* (default: a quarter of its norm)")
  private @Nullable String sum;

  @Option(
      names = "--teacher-a",
      paramLabel = "FILE",
      description = "the teacher's a*, float64 of shape (k,)")
  private @Nullable Path a;

  @Option(
      names = "--teacher-v",
      paramLabel = "FILE",
      description = "the teacher's v*, float64 of shape (p,), of norm 1")
  private @Nullable Path v;

  private @Nullable NpyFile fileA;
  private @Nullable NpyFile fileV;

  /** Maps the files and notes what they say about k and p. */
  public void open(Arena arena, Sizes sizes) throws IOException {
    if (a != null) {
      if (norm != null || sum != null) {
        throw new IllegalArgumentException(
            "--teacher-a and "
                + (norm != null ? "--teacher-norm" : "--teacher-sum")
                + " both set a*; give one of them");
      }
      fileA = Vectors.map("--teacher-a", a, arena);
      sizes.k("the length of " + Vectors.name("--teacher-a", a), fileA.count());
    }
    if (v != null) {
      fileV = Vectors.map("--teacher-v", v, arena);
      sizes.p("the length of " + Vectors.name("--teacher-v", v), fileV.count());
    }
  }

  /** The teacher: the study's, with what the files hold in place of its own. */
  public Teacher teacher(Arena arena, Shape shape) {
    if (fileA == null || fileV == null) {
      Teacher study = study(arena, shape);
      if (fileA == null && fileV == null) {
        return study;
      }
      return Teacher.of(
          arena,
          fileA == null ? copy(arena, shape.k(), study::a) : fileA.numbers(),
          fileV == null ? copy(arena, shape.p(), study::v) : fileV.numbers());
    }
    return Teacher.of(arena, fileA.numbers(), fileV.numbers());
  }

  /**
   * The study teacher; with k = 1 its sum is its norm, with p = 1 its v* is the shortcut: no other
   * exists.
   */
  private Teacher study(Arena arena, Shape shape) {
    double wantedNorm =
        norm == null
            ? Teacher.STUDY_NORM_PER_ROOT_K * Math.sqrt(shape.k())
            : OptionValue.positive("--teacher-norm", norm, LARGEST_NORM);
    double usualSum = shape.k() == 1 ? wantedNorm : wantedNorm * Teacher.STUDY_SUM_PER_NORM;
    return Teacher.study(
        arena,
        shape,
        wantedNorm,
        sum == null ? usualSum : OptionValue.finite("--teacher-sum", sum),
        shape.p() == 1 ? 0 : Teacher.STUDY_ANGLE);
  }

  private static MemorySegment copy(Arena arena, long count, LongToDoubleFunction from) {
    MemorySegment to = arena.allocate(ValueLayout.JAVA_DOUBLE, count);
    for (long i = 0; i < count; i++) {
      to.setAtIndex(ValueLayout.JAVA_DOUBLE, i, from.applyAsDouble(i));
    }
    return to;
  }
}
