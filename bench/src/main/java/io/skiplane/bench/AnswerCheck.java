package io.skiplane.bench;

import io.skiplane.descent.Descent;
import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.ReducedLanes;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.model.Student;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/**
 * Compares a few steps of a gradient, at step sizes that move the weights visibly, with {@link
 * PlainStudent} before it is timed. The sampled ones step on the same numbers: {@link FreshDraws}.
 */
final class AnswerCheck {
  private static final int STEPS = 3;

  /** The arrays of the reduced recurrence that a step modifies. */
  private static final List<ReducedLanes> STATE =
      List.of(ReducedLanes.SUM, ReducedLanes.ALIGNMENT, ReducedLanes.PHI);

  private final Problem problem;
  private final double etaA;
  private final double etaW;

  private AnswerCheck(Problem problem) {
    this.problem = problem;
    double k = problem.shape.k();
    etaA = 0.1 / k;
    etaW = 0.1 / Math.sqrt(k * problem.shape.p());
  }

  /**
   * Checks the gradient that a benchmark is named after.
   *
   * @throws IllegalStateException if the weights are not the reference's
   */
  static void check(Problem problem, String name) {
    AnswerCheck check = new AnswerCheck(problem);
    if (name.equals("reduced")) {
      check.checkReduced();
    } else {
      check.checkDescent(name);
    }
  }

  private void checkDescent(String name) {
    Student student = problem.student();
    PlainStudent plain = read(student);
    PlainStudent start = read(student);
    Descent descent = problem.descent(student, name, etaA, etaW);
    int block = name.equals("dense") ? block() : 0;
    for (int step = 0; step < STEPS; step++) {
      descent.run(1);
      step(name, plain, step, block);
    }
    PlainStudent end = read(student);
    compare(name + ": a", end.a, plain.a, start.a);
    compare(name + ": v", end.v, plain.v, start.v);
  }

  private void step(String name, PlainStudent plain, int step, int block) {
    Kernels scalar = Twins.scalar(problem.precision);
    switch (name) {
      case "population" -> plain.population(etaA, etaW);
      case "dense" -> plain.sampled(FreshDraws.dense(problem, scalar, step, block), etaA, etaW);
      case "projected" -> {
        FreshDraws.Projections draws = FreshDraws.projected(problem, scalar, step);
        plain.projected(draws.x, draws.y, draws.xi, etaA, etaW);
      }
      default -> {
        long input = step % problem.inputCount();
        MemorySegment rows = problem.rows(input);
        double[] z = rows.toArray(ValueLayout.JAVA_DOUBLE);
        plain.sampled(z, problem.label(input), etaA, etaW);
      }
    }
  }

  /** The patches in a block for which plain Java finds the kernel's first dense step. */
  private int block() {
    Student student = problem.student();
    PlainStudent start = read(student);
    problem.descent(student, "dense", etaA, etaW).run(1);
    PlainStudent end = read(student);
    for (int block : FreshDraws.blocks()) {
      PlainStudent plain = new PlainStudent(start.a, start.v, problem.teacher);
      step("dense", plain, 0, block);
      if (fault(end.a, plain.a, start.a).isEmpty()) {
        return block;
      }
    }
    throw new IllegalStateException(
        "dense: the first step is that of no block of " + Arrays.toString(FreshDraws.blocks()));
  }

  private void checkReduced() {
    double eta = 1 / (problem.shape.k() * (double) problem.shape.k());
    MemorySegment lanes = problem.reducedLanes(eta);
    MemorySegment before = Arena.ofAuto().allocate(lanes.byteSize(), Precision.VECTOR_BYTES);
    before.copyFrom(lanes);
    int steps = StepBenchmark.STEPS;
    Twins.chosen(problem.precision).reduced(lanes, Problem.REDUCED_VECTORS, steps);
    int students = Problem.REDUCED_VECTORS * problem.precision.lanes();
    double[][] end = new double[3][students];
    double[][] plainEnd = new double[3][students];
    double[][] begin = new double[3][students];
    for (int lane = 0; lane < students; lane++) {
      PlainStudent plain = problem.plainStart(lane);
      for (int step = 0; step < steps; step++) {
        plain.population(eta, eta);
      }
      double[] expected = {plain.sum(), plain.alignment(), plain.phi()};
      for (int coordinate = 0; coordinate < 3; coordinate++) {
        ReducedLanes array = STATE.get(coordinate);
        end[coordinate][lane] = problem.readLane(lanes, lane, array);
        begin[coordinate][lane] = problem.readLane(before, lane, array);
        plainEnd[coordinate][lane] = expected[coordinate];
      }
    }
    for (int coordinate = 0; coordinate < 3; coordinate++) {
      compare(
          "reduced: " + STATE.get(coordinate),
          end[coordinate],
          plainEnd[coordinate],
          begin[coordinate]);
    }
  }

  private void compare(String what, double[] actual, double[] expected, double[] begin) {
    String fault = fault(actual, expected, begin);
    if (!fault.isEmpty()) {
      throw new IllegalStateException(what + " " + fault);
    }
  }

  /** Empty if the error is small beside the change by the steps and the rounding of the numbers. */
  private String fault(double[] actual, double[] expected, double[] begin) {
    boolean single = problem.precision == Precision.FLOAT;
    double error = 0;
    double change = 0;
    double size = 0;
    for (int i = 0; i < actual.length; i++) {
      error = Math.max(error, Math.abs(actual[i] - expected[i]));
      change = Math.max(change, Math.abs(expected[i] - begin[i]));
      size = Math.max(size, Math.abs(expected[i]));
    }
    double allowed = (single ? 1e-3 : 1e-9) * change + (single ? 1e-5 : 1e-13) * size;
    return error <= allowed && change > 0
        ? ""
        : "is off by "
            + error
            + " where "
            + allowed
            + " is allowed and the steps change it by "
            + change;
  }

  private PlainStudent read(Student student) {
    double[] a = new double[(int) student.shape().k()];
    double[] v = new double[(int) student.shape().p()];
    for (int j = 0; j < a.length; j++) {
      a[j] = student.a(j);
    }
    for (int i = 0; i < v.length; i++) {
      v[i] = student.v(i);
    }
    return new PlainStudent(a, v, problem.teacher);
  }
}
