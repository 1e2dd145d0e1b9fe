package io.skiplane.statistics;

import io.skiplane.descent.Descent;
import io.skiplane.descent.Point;
import io.skiplane.gradient.Gradient;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whole paths as points of one space, what is measured after several numbers of steps: dense,
 * projected and angular runs have the same means, covariances over time and quantity, and
 * distributions in random directions; and with large batches and small steps their mean path is the
 * population's. {@link ZScores} states the rate of false alarms; the seeds are fixed.
 */
class PathLawTest {
  private static final String[] NAMES = {"φ", "aᵀa*", "‖a−a*‖²"};
  private static final long[] STOPS = {1, 4, 16, 64};
  private static final int SIZE = NAMES.length * STOPS.length;
  private static final int DIRECTIONS = 24;

  /** Step sizes, and how many runs are taken. */
  private record Plan(Shape shape, double eta, int runs) {}

  @Test
  void densePathsAreThoseOfProjectedAndAngular() {
    ZScores scores = new ZScores("paths");
    for (Plan plan :
        new Plan[] {
          new Plan(new Shape(16, 8), 0.004, 6000),
          new Plan(new Shape(9, 20), 0.01, 4000),
          new Plan(new Shape(12, 40), 0.005, 3000)
        }) {
      double[][] dense = paths(plan, new Gradient.Dense(1), Precision.DOUBLE, 101);
      String name = plan.shape + ", ";
      compare(scores, name + "projected", dense, new Gradient.Projected(1), plan, 102);
      compare(scores, name + "angular", dense, new Gradient.Angular(1), plan, 103);
      compare(scores, name + "dense in float", dense, new Gradient.Dense(1), plan, 104);
    }
    scores.report();
  }

  private static void compare(
      ZScores scores, String name, double[][] dense, Gradient gradient, Plan plan, long seed) {
    Precision precision = seed == 104 ? Precision.FLOAT : Precision.DOUBLE;
    double[][] other = paths(plan, gradient, precision, seed);
    double[] centre = new double[SIZE];
    double[] scale = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      Moments moments = new Moments();
      for (double[] path : dense) {
        moments.add(path[i]);
      }
      centre[i] = moments.mean();
      scale[i] = 1 / Math.sqrt(moments.variance());
    }
    double[][] one = standardise(dense, centre, scale);
    double[][] two = standardise(other, centre, scale);
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j <= i; j++) {
        String product = name + ", " + place(i) + " · " + place(j);
        scores.means(product, product(one, i, j), product(two, i, j));
      }
    }
    SplittableRandom random = new SplittableRandom(7);
    for (int n = 0; n < DIRECTIONS; n++) {
      double[] direction = new double[SIZE];
      for (int i = 0; i < SIZE; i++) {
        direction[i] = random.nextGaussian();
      }
      double lambda = Gaussian.smirnov(along(one, direction), along(two, direction));
      scores.add(name + ", direction " + n, Gaussian.kolmogorovScore(lambda));
    }
  }

  private static String place(int i) {
    return NAMES[i % NAMES.length] + " after " + STOPS[i / NAMES.length];
  }

  private static double[][] standardise(double[][] paths, double[] centre, double[] scale) {
    double[][] standard = new double[paths.length][SIZE];
    for (int run = 0; run < paths.length; run++) {
      for (int i = 0; i < SIZE; i++) {
        standard[run][i] = (paths[run][i] - centre[i]) * scale[i];
      }
    }
    return standard;
  }

  private static Moments product(double[][] paths, int i, int j) {
    Moments moments = new Moments();
    for (double[] path : paths) {
      moments.add(path[i] * path[j]);
    }
    return moments;
  }

  private static double[] along(double[][] paths, double[] direction) {
    double[] values = new double[paths.length];
    for (int run = 0; run < paths.length; run++) {
      values[run] = FixedPoint.dot(paths[run], direction);
    }
    return values;
  }

  /**
   * The mean of many runs of small steps: what the noise adds to it is below a hundredth of the
   * mean's deviation here, and the way that the population goes in the same steps some hundred
   * deviations long.
   */
  @Test
  void meanPathIsThePopulations() {
    ZScores scores = new ZScores("mean paths against the population's");
    Shape shape = new Shape(16, 8);
    double[] population =
        paths(new Plan(shape, 1e-5, 1), new Gradient.Population(), Precision.DOUBLE, 1)[0];
    Gradient[] gradients = {
      new Gradient.Dense(32), new Gradient.Projected(32), new Gradient.Angular(32)
    };
    long seed = 105;
    for (Gradient gradient : gradients) {
      double[][] paths = paths(new Plan(shape, 1e-5, 400), gradient, Precision.DOUBLE, seed++);
      for (int i = 0; i < SIZE; i++) {
        Moments moments = new Moments();
        for (double[] path : paths) {
          moments.add(path[i] - population[i]);
        }
        // As a ratio: the differences themselves are small.
        double z = moments.mean() / Math.sqrt(moments.meanVariance());
        scores.add(gradient + ", " + place(i), z);
      }
    }
    scores.report();
  }

  /** Where each run was after each stop. */
  private static double[][] paths(Plan plan, Gradient gradient, Precision precision, long seed) {
    double[][] paths = new double[plan.runs][SIZE];
    try (Arena arena = Arena.ofConfined()) {
      double norm = Math.sqrt(plan.shape.k());
      Teacher teacher = Teacher.study(arena, plan.shape, norm, norm / 4, Teacher.STUDY_ANGLE);
      Start start = new Start(arena, teacher);
      start.draw(Start.Kind.CNN, 80, 3);
      MemorySegment workspace = arena.allocate(1 << 20, Precision.VECTOR_BYTES);
      Student student = Student.allocate(arena, plan.shape, precision);
      for (int run = 0; run < plan.runs; run++) {
        start.to(student);
        Descent descent =
            Descent.of(
                SegmentAllocator.prefixAllocator(workspace),
                student,
                teacher,
                gradient,
                StepSizes.constant(plan.eta, plan.eta),
                seed,
                run);
        for (int stop = 0; stop < STOPS.length; stop++) {
          descent.run(STOPS[stop] - descent.step());
          Point point = descent.point();
          paths[run][stop * NAMES.length] = point.phi();
          paths[run][stop * NAMES.length + 1] = point.alignment();
          paths[run][stop * NAMES.length + 2] = point.squaredDistanceA();
        }
      }
    }
    return paths;
  }
}
