package io.skiplane.statistics;

import io.skiplane.descent.Descent;
import io.skiplane.descent.Point;
import io.skiplane.descent.SampledEnsemble;
import io.skiplane.gradient.Gradient;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Students;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Many whole runs: dense, projected and angular, float and double, end in the same distribution.
 */
class TrajectoryLawTest {
  private static final int RUNS = 2000;
  private static final long STEPS = 100;

  /** Where the runs of one kind ended. */
  private static final class Ends {
    final double[][] values;

    Ends(int runs) {
      values = new double[4][runs];
    }

    static final String[] NAMES = {"φ", "aᵀa*", "‖a−a*‖²", "loss"};

    void set(int run, Point point) {
      values[0][run] = point.phi();
      values[1][run] = point.alignment();
      values[2][run] = point.squaredDistanceA();
      values[3][run] = point.loss();
    }

    Moments moments(int value) {
      Moments moments = new Moments();
      for (double x : values[value]) {
        moments.add(x);
      }
      return moments;
    }
  }

  @Test
  void endsAgreeOverManySeeds() {
    ZScores scores = new ZScores("ends of " + RUNS + " runs");
    for (long[] size : new long[][] {{16, 8}, {9, 20}, {12, 40}}) {
      Shape shape = new Shape(size[0], size[1]);
      Ends dense = run(shape, new Gradient.Dense(1), Precision.DOUBLE, 81);
      Ends projected = run(shape, new Gradient.Projected(1), Precision.DOUBLE, 82);
      Ends denseFloat = run(shape, new Gradient.Dense(1), Precision.FLOAT, 83);
      Ends projectedFloat = run(shape, new Gradient.Projected(1), Precision.FLOAT, 84);
      Ends angular = run(shape, new Gradient.Angular(1), Precision.DOUBLE, 85);
      Ends angularFloat = run(shape, new Gradient.Angular(1), Precision.FLOAT, 86);
      compare(scores, shape + ", dense against projected, double", dense, projected);
      compare(scores, shape + ", dense against angular, double", dense, angular);
      compare(scores, shape + ", dense against angular, float", denseFloat, angularFloat);
      compare(scores, shape + ", dense against projected, float", denseFloat, projectedFloat);
      compare(scores, shape + ", float against double, dense", denseFloat, dense);
      compare(scores, shape + ", float against double, projected", projectedFloat, projected);
    }
    scores.report();
  }

  /**
   * The two projected steps on the way as well as at the end, with long steps, in which the length
   * of ξ counts, and enough patches that some gate is open: else nothing moves, and rounding would
   * tell one from the other. {@link ZScores} states the rate of false alarms.
   */
  @Test
  void trajectoriesOfTheAngleAgree() {
    int runs = 8000;
    long[] stops = {1, 8, 64};
    ZScores scores = new ZScores("trajectories of " + runs + " runs");
    for (long[] size : new long[][] {{16, 2}, {16, 8}, {18, 20}, {16, 200}}) {
      Shape shape = new Shape(size[0], size[1]);
      double eta = 0.5 / (shape.k() + shape.p());
      for (Precision precision : Precision.values()) {
        Ends[] projected = run(shape, new Gradient.Projected(1), precision, 91, runs, eta, stops);
        Ends[] angular = run(shape, new Gradient.Angular(1), precision, 92, runs, eta, stops);
        for (int i = 0; i < stops.length; i++) {
          String name = shape + ", " + precision + ", step " + stops[i];
          compare(scores, name, projected[i], angular[i]);
        }
      }
    }
    scores.report();
  }

  @Test
  void endsOfEnsemblesAgree() {
    ZScores scores = new ZScores("ends of " + RUNS + " students in lanes");
    for (long[] size : new long[][] {{16, 8}, {9, 20}, {12, 40}}) {
      Shape shape = new Shape(size[0], size[1]);
      for (Precision precision : Precision.values()) {
        Ends dense = run(shape, new Gradient.Dense(1), precision, 85);
        String name = shape + ", " + precision + ", against dense one by one: ";
        compare(scores, name + "dense", runAll(shape, new Gradient.Dense(1), precision, 86), dense);
        compare(
            scores,
            name + "projected",
            runAll(shape, new Gradient.Projected(1), precision, 87),
            dense);
      }
      Ends batches = run(shape, new Gradient.Dense(3), Precision.DOUBLE, 88);
      compare(
          scores,
          shape + ", batches",
          runAll(shape, new Gradient.Projected(3), Precision.DOUBLE, 89),
          batches);
    }
    scores.report();
  }

  private static void compare(ZScores scores, String name, Ends one, Ends other) {
    for (int i = 0; i < Ends.NAMES.length; i++) {
      String what = name + ": " + Ends.NAMES[i];
      scores.means(what, one.moments(i), other.moments(i));
      scores.variances(what + ", variance", one.moments(i), other.moments(i), 1);
      double lambda = Gaussian.smirnov(one.values[i].clone(), other.values[i].clone());
      scores.add(what + ", distribution", Gaussian.kolmogorovScore(lambda));
    }
  }

  /** Every run from the same start, with a stream of its own. */
  private static Ends run(Shape shape, Gradient gradient, Precision precision, long seed) {
    return run(shape, gradient, precision, seed, RUNS, 0.02 / shape.k(), STEPS)[0];
  }

  /** The same, looked at after each of some numbers of steps. */
  private static Ends[] run(
      Shape shape,
      Gradient gradient,
      Precision precision,
      long seed,
      int runs,
      double eta,
      long... stops) {
    Ends[] ends = new Ends[stops.length];
    Arrays.setAll(ends, i -> new Ends(runs));
    try (Arena arena = Arena.ofConfined()) {
      double norm = Math.sqrt(shape.k());
      Teacher teacher = Teacher.study(arena, shape, norm, norm / 4, Teacher.STUDY_ANGLE);
      Start start = new Start(arena, teacher);
      start.draw(Start.Kind.CNN, 80, 3);
      MemorySegment workspace = arena.allocate(1 << 20, Precision.VECTOR_BYTES);
      Student student = Student.allocate(arena, shape, precision);
      for (int run = 0; run < runs; run++) {
        start.to(student);
        Descent descent =
            Descent.of(
                SegmentAllocator.prefixAllocator(workspace),
                student,
                teacher,
                gradient,
                StepSizes.constant(eta, eta),
                seed,
                run);
        for (int i = 0; i < stops.length; i++) {
          descent.run(stops[i] - descent.point().step());
          ends[i].set(run, descent.point());
        }
      }
    }
    return ends;
  }

  /** The same runs as students of one ensemble. */
  private static Ends runAll(Shape shape, Gradient gradient, Precision precision, long seed) {
    Ends ends = new Ends(RUNS);
    try (Arena arena = Arena.ofConfined()) {
      double norm = Math.sqrt(shape.k());
      Teacher teacher = Teacher.study(arena, shape, norm, norm / 4, Teacher.STUDY_ANGLE);
      Start start = new Start(arena, teacher);
      start.draw(Start.Kind.CNN, 80, 3);
      Students students = Students.allocate(arena, shape, precision, RUNS);
      for (int run = 0; run < RUNS; run++) {
        students.set(run, start);
      }
      double eta = 0.02 / shape.k();
      SampledEnsemble ensemble =
          SampledEnsemble.of(
              arena, students, teacher, gradient, StepSizes.constant(eta, eta), seed);
      ensemble.run(STEPS);
      for (int run = 0; run < RUNS; run++) {
        ends.set(run, ensemble.point(run));
      }
    }
    return ends;
  }
}
