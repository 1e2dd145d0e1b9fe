package io.skiplane.harness.study;

import io.skiplane.descent.Descent;
import io.skiplane.descent.Point;
import io.skiplane.gradient.Gradient;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The ways shown in the report: population gradient descent from two starts of the first k. */
final class Paths {
  /** Points of a path, half of them evenly spaced and half by the logarithm of the step. */
  private static final int POINTS = 400;

  /** Shown beyond the median success, in units of its steps. */
  private static final double BEYOND = 1.25;

  /** Weights updated along a path: about a second's work. */
  private static final long WORK = 1_000_000_000;

  private Paths() {}

  /**
   * A ResNet start with warm-up and, if there is one, a trapped plain CNN start.
   *
   * @param results the cells of the teacher's k
   */
  static List<Path> of(Teacher teacher, List<CellResult> results, ReproduceSettings settings) {
    return KernelChoice.checksOnScalar(settings)
        ? Twins.onScalar(() -> paths(teacher, results, settings))
        : paths(teacher, results, settings);
  }

  private static List<Path> paths(
      Teacher teacher, List<CellResult> results, ReproduceSettings settings) {
    List<Path> paths = new ArrayList<>();
    CellResult resnet = of(Variant.RESNET_WARMUP, results);
    CellResult cnn = of(Variant.CNN_CONSTANT, results);
    long median = resnet.cell().stepsMedian();
    long limit = settings.stopRule(teacher.shape().k()).stepsLimit();
    long longest = WORK / (teacher.shape().k() + teacher.shape().p());
    long steps = Math.min(median < 0 ? limit : (long) (BEYOND * median), longest);
    paths.add(path("ResNet start with warm-up", teacher, resnet.cell(), 0, steps, settings.seed()));
    if (cnn.firstTrapped() >= 0) {
      paths.add(
          path(
              "plain CNN start, trapped",
              teacher,
              cnn.cell(),
              cnn.firstTrapped(),
              Math.min(Math.max(steps, cnn.firstTrappedSteps()), longest),
              settings.seed()));
    }
    return paths;
  }

  private static CellResult of(Variant variant, List<CellResult> results) {
    return results.stream()
        .filter(result -> result.cell().variant() == variant)
        .findFirst()
        .orElseThrow();
  }

  private static Path path(
      String name, Teacher teacher, Cell cell, long number, long steps, long seed) {
    Variant variant = cell.variant();
    return new Path(
        name,
        variant,
        cell.k(),
        number,
        teacher.squaredNorm(),
        teacher.sum(),
        points(teacher, variant.start(), variant.stepSizes(cell.k()), number, steps, seed));
  }

  private static List<Point> points(
      Teacher teacher, Start.Kind kind, StepSizes sizes, long number, long steps, long seed) {
    List<Point> points = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      Student student = Student.allocate(arena, teacher.shape(), Precision.DOUBLE);
      Start start = new Start(arena, teacher);
      start.draw(kind, seed, number);
      start.to(student);
      Descent descent =
          Descent.of(arena, student, teacher, new Gradient.Population(), sizes, seed, number);
      for (long at : spaced(steps)) {
        descent.run(at - descent.step());
        points.add(descent.point());
      }
    }
    return points;
  }

  private static Set<Long> spaced(long steps) {
    Set<Long> at = new TreeSet<>();
    for (int i = 0; i <= POINTS / 2; i++) {
      double part = i / (POINTS / 2.0);
      at.add(Math.round(part * steps));
      at.add(Math.round(Math.expm1(part * Math.log1p(steps))));
    }
    return at;
  }
}
