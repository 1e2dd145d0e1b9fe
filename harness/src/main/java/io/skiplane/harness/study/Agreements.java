package io.skiplane.harness.study;

import io.skiplane.descent.Descent;
import io.skiplane.descent.Ensemble;
import io.skiplane.descent.Point;
import io.skiplane.descent.StopRule;
import io.skiplane.descent.StudentTable;
import io.skiplane.gradient.Gradient;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Trains one student by each of the five steps from the same start, and says how far they agree.
 * Population and reduced are the same numbers but for rounding; the sampled steps agree in
 * distribution, over many seeds.
 */
public final class Agreements {
  /** The shape is capped here, so that the check stays short whatever the study's shape. */
  private static final long LARGEST_K = 100;

  private static final long LARGEST_P = 64;

  /** A first stage that turns v slowly, then both at 1/k²: both stages of the study. */
  private static final long WARM_UP = 200;

  private static final int CHUNKS = 40;
  private static final int CHUNK = 50;

  /** Rounding of 2000 steps, with room. */
  private static final double ROUNDING = 1e-9;

  /** Differences of smaller numbers are measured against this, in units of 1 and ‖a*‖². */
  private static final double LEAST_SHARE = 1e-3;

  static final double LARGEST_Z = 5;

  /** Runs of each sampled step; a short study takes the fewest. */
  private static final int SEEDS = 1000;

  private Agreements() {}

  /**
   * Compares the steps.
   *
   * @param firstK number of patches, capped
   * @param settings of the study, whose length tells how thorough this is
   */
  public static List<Agreement> check(long firstK, ReproduceSettings settings) {
    Shape shape = new Shape(Math.min(firstK, LARGEST_K), Math.min(settings.p(), LARGEST_P));
    List<Agreement> agreements = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = teacher(arena, settings, shape);
      int seeds = KernelChoice.isShort(settings) ? SampledRuns.FEWEST_SEEDS : SEEDS;
      if (!KernelChoice.checksOnScalar(settings)) {
        agreements.addAll(steps(arena, teacher, settings.seed(), seeds));
      } else {
        agreements.addAll(Twins.onScalar(() -> steps(arena, teacher, settings.seed(), seeds)));
        if (!Twins.runtime().kernel().equals("scalar")) {
          // A few steps tie that kernel to the vectors.
          agreements.add(kernels(arena, teacher, settings.seed()));
        }
      }
    }
    return agreements;
  }

  /** The steps against each other. */
  private static List<Agreement> steps(Arena arena, Teacher teacher, long seed, int seeds) {
    List<Agreement> agreements = new ArrayList<>();
    agreements.add(reduced(arena, teacher, seed));
    agreements.add(lanes(arena, teacher, seed));
    SampledRuns runs = new SampledRuns(arena, teacher, seed, seeds);
    SampledRuns.Ends dense = runs.dense();
    agreements.add(inLaw("dense, projected", runs, dense, runs.projected()));
    agreements.add(inLaw("dense, resident", runs, dense, runs.resident()));
    agreements.add(
        new Agreement(
            "resident, resident",
            "numbers that differ between row-major and packed patches",
            runs.differingWeights(),
            0));
    return agreements;
  }

  /** The kernel in use against the scalar one, whose bits are the same. */
  private static Agreement kernels(Arena arena, Teacher teacher, long seed) {
    SampledRuns runs = new SampledRuns(arena, teacher, seed, SampledRuns.FEWEST_SEEDS);
    Supplier<List<Double>> weights =
        () -> FewSteps.weights(teacher, runs, stepSizes(teacher), seed);
    return new Agreement(
        Twins.runtime().kernel() + ", scalar",
        "numbers that differ after "
            + FewSteps.STEPS
            + " steps of each kind on these two kernels; on the second one ran the comparisons"
            + " above, as the study is short",
        FewSteps.differing(weights.get(), Twins.onScalar(weights)),
        0);
  }

  private static Teacher teacher(Arena arena, ReproduceSettings settings, Shape shape) {
    double norm =
        settings.teacherNorm().orElse(Teacher.STUDY_NORM_PER_ROOT_K * Math.sqrt(shape.k()));
    double share = shape.k() == 1 ? 1 : Teacher.STUDY_SUM_PER_NORM;
    double sum = settings.teacherSum().orElse(norm * share);
    double largest = Math.sqrt(shape.k()) * norm;
    return Teacher.study(
        arena, shape, norm, Math.clamp(sum, -largest, largest), Teacher.STUDY_ANGLE);
  }

  private static Agreement inLaw(
      String steps, SampledRuns runs, SampledRuns.Ends one, SampledRuns.Ends other) {
    return new Agreement(
        steps,
        "largest z-score of mean and variance of φ and aᵀa* after "
            + SampledRuns.STEPS
            + " steps, "
            + runs.seeds()
            + " seeds",
        Math.max(one.phi().apartFrom(other.phi()), one.alignment().apartFrom(other.alignment())),
        LARGEST_Z);
  }

  private static StepSizes stepSizes(Teacher teacher) {
    return StepSizes.warmUpFor(teacher.shape().k(), WARM_UP);
  }

  private static Descent descent(Arena arena, Teacher teacher, Gradient gradient, long seed) {
    Student student = Student.allocate(arena, teacher.shape(), Precision.DOUBLE);
    Start start = new Start(arena, teacher);
    start.draw(Start.Kind.RESNET, seed, 0);
    start.to(student);
    return Descent.of(arena, student, teacher, gradient, stepSizes(teacher), seed, 0);
  }

  private static Agreement reduced(Arena arena, Teacher teacher, long seed) {
    Descent population = descent(arena, teacher, new Gradient.Population(), seed);
    Descent reduced = descent(arena, teacher, new Gradient.Reduced(), seed);
    double worst = 0;
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      population.run(CHUNK);
      reduced.run(CHUNK);
      Point one = population.point();
      Point other = reduced.point();
      worst =
          Math.max(
              worst,
              difference(teacher, one, other.phi(), other.alignment(), other.squaredDistanceA()));
    }
    return new Agreement(
        "population, reduced",
        "largest relative difference of φ, aᵀa*, ‖a−a*‖² along " + CHUNKS * CHUNK + " steps",
        worst,
        ROUNDING);
  }

  private static Agreement lanes(Arena arena, Teacher teacher, long seed) {
    StudentTable table = StudentTable.allocate(arena, 1);
    Start start = new Start(arena, teacher);
    start.draw(Start.Kind.RESNET, seed, 0);
    table.start(0, start, teacher);
    Ensemble.of(arena, Precision.DOUBLE)
        .run(
            table,
            0,
            1,
            teacher,
            stepSizes(teacher),
            new StopRule(Double.MIN_NORMAL, (long) CHUNKS * CHUNK),
            (steps, ended) -> true);
    Descent population = descent(arena, teacher, new Gradient.Population(), seed);
    population.run(table.steps(0));
    return new Agreement(
        "population, reduced (in lanes)",
        "the same after " + table.steps(0) + " steps, as the study takes them",
        difference(
            teacher,
            population.point(),
            table.phi(0),
            table.alignment(0),
            table.squaredDistanceA(0)),
        ROUNDING);
  }

  /**
   * Relative, but not below what weights in double can know: near the optimum φ and ‖a−a*‖² are
   * differences of numbers of order 1 and ‖a*‖², and aᵀa* may cross 0 on its way.
   */
  private static double difference(
      Teacher teacher, Point one, double phi, double alignment, double squaredDistanceA) {
    double norm = teacher.squaredNorm();
    double angle = relative(one.phi(), phi, LEAST_SHARE);
    double along = relative(one.alignment(), alignment, norm);
    double apart = relative(one.squaredDistanceA(), squaredDistanceA, LEAST_SHARE * norm);
    return Math.max(angle, Math.max(along, apart));
  }

  private static double relative(double one, double other, double least) {
    return Math.abs(one - other) / Math.max(Math.abs(one), least);
  }
}
