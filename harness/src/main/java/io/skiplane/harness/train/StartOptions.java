package io.skiplane.harness.train;

import io.skiplane.harness.npy.NpyFile;
import io.skiplane.model.Start;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where descent begins: drawn, or weights from files. */
final class StartOptions {
  @Option(
      names = "--init",
      paramLabel = "KIND",
      converter = Choices.OfStart.class,
      completionCandidates = Choices.Starts.class,
      description =
          "resnet: v begins at the shortcut; cnn: v begins anywhere on the sphere (default:"
              + " resnet)")
  private Start.@Nullable Kind kind;

  @Option(
      names = "--start-a",
      paramLabel = "FILE",
      description = "where a begins, float64 of shape (k,)")
  private @Nullable Path a;

  @Option(
      names = "--start-v",
      paramLabel = "FILE",
      description = "where v begins, float64 of shape (p,); it is divided by its norm")
  private @Nullable Path v;

  private @Nullable NpyFile fileA;
  private @Nullable NpyFile fileV;

  /** Where v begins, in a word: {@code resnet}, {@code cnn} or {@code file}. */
  String init() {
    return v == null ? Choices.word(kind()) : "file";
  }

  private Start.Kind kind() {
    return kind == null ? Start.Kind.RESNET : kind;
  }

  /** Maps the files and notes what they say about k and p. */
  void open(Arena arena, Sizes sizes) throws IOException {
    if (a != null) {
      fileA = Vectors.map("--start-a", a, arena);
      sizes.k("the length of " + Vectors.name("--start-a", a), fileA.count());
    }
    if (v != null) {
      if (kind != null) {
        throw new IllegalArgumentException(
            "--init and --start-v both say where v begins; give one of them");
      }
      fileV = Vectors.map("--start-v", v, arena);
      sizes.p("the length of " + Vectors.name("--start-v", v), fileV.count());
    }
  }

  /** Sets the student's weights: drawn ones, with what the files hold in place of them. */
  void place(Arena arena, Student student, Teacher teacher, long seed, long number) {
    if (fileA == null || fileV == null) {
      Start start = new Start(arena, teacher);
      start.draw(kind(), seed, number);
      start.to(student);
    }
    if (fileA != null) {
      for (long j = 0; j < fileA.count(); j++) {
        student.setA(j, fileA.get(j));
      }
    }
    if (fileV != null) {
      placeV(fileV, student);
    }
  }

  /** Divides by the largest entry first, for which no square is too large or too small. */
  private static void placeV(NpyFile file, Student student) {
    double largest = 0;
    for (long i = 0; i < file.count(); i++) {
      largest = Math.max(largest, Math.abs(file.get(i)));
    }
    if (largest == 0) {
      throw new IllegalArgumentException(
          Vectors.name("--start-v", file.file())
              + " holds zeros only, which have no direction; "
              + "at least one entry must differ from 0");
    }
    double squares = 0;
    for (long i = 0; i < file.count(); i++) {
      double x = file.get(i) / largest;
      squares += x * x;
    }
    double norm = Math.sqrt(squares);
    for (long i = 0; i < file.count(); i++) {
      student.setV(i, file.get(i) / largest / norm);
    }
  }
}
