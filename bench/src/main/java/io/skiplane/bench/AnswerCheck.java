package io.skiplane.bench;

import io.skiplane.bench.rows.StepKind;
import io.skiplane.descent.Descent;
import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.ReducedLanes;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.model.Student;
import io.skiplane.model.Students;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Compares a few steps of a gradient, at step sizes that move the weights visibly, with {@link
 * PlainStudent} before it is timed. The sampled ones step on the same numbers: {@link FreshDraws}.
 */
final class AnswerCheck {
  private static final int STEPS = 3;

  private static final int REDUCED_STEPS = 64;

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
   * Checks what a row times.
   *
   * @throws IllegalStateException if the weights are not the reference's
   */
  static void check(Problem problem, StepKind kind) {
    AnswerCheck check = new AnswerCheck(problem);
    switch (kind) {
      case REDUCED -> check.checkReduced();
      case NORMALS -> check.checkNormals();
      case RESIDENT_LANES -> check.checkLanes();
      case POPULATION, DENSE, DENSE_TEAM, PROJECTED, RESIDENT, RESIDENT_TEAM ->
          check.checkDescent(kind);
    }
  }

  private void checkDescent(StepKind kind) {
    Student student = problem.student();
    PlainStudent plain = read(student);
    PlainStudent start = read(student);
    Descent descent = problem.descent(student, kind, etaA, etaW);
    boolean blocks = kind == StepKind.DENSE || kind == StepKind.DENSE_TEAM;
    int block = blocks ? block(kind) : 0;
    boolean large = problem.shape.elements() >= WarmUp.LARGE_NUMBERS;
    int steps = large ? 1 : STEPS;
    for (int step = 0; step < steps; step++) {
      run(descent, kind);
      step(kind, plain, step, block);
    }
    PlainStudent end = read(student);
    compare(kind + ": a", end.a, plain.a, start.a);
    compare(kind + ": v", end.v, plain.v, start.v);
  }

  private static void run(Descent descent, StepKind kind) {
    if (kind.threads() == 1) {
      descent.run(1);
      return;
    }
    int helpers = kind.threads() - 1;
    try (ExecutorService executor = Executors.newFixedThreadPool(helpers)) {
      descent.run(1, executor, helpers);
    }
  }

  private void step(StepKind kind, PlainStudent plain, int step, int block) {
    Kernels scalar = Twins.scalar(problem.precision);
    switch (kind) {
      case POPULATION -> plain.population(etaA, etaW);
      case DENSE, DENSE_TEAM ->
          plain.batch(
              problem.batch(),
              input -> FreshDraws.dense(problem, scalar, step, input, block),
              null,
              etaA,
              etaW);
      case PROJECTED -> {
        FreshDraws.Projections draws = FreshDraws.projected(problem, scalar, step);
        plain.projected(draws.x, draws.y, draws.xi, etaA, etaW);
      }
      case RESIDENT, RESIDENT_TEAM -> {
        InputRing ring = problem.ring();
        long first = (long) step * problem.batch();
        plain.batch(
            problem.batch(),
            input -> ring.rows((first + input) % ring.count()),
            input -> ring.label((first + input) % ring.count()),
            etaA,
            etaW);
      }
      case REDUCED, RESIDENT_LANES, NORMALS ->
          throw new IllegalArgumentException(kind + " is no descent");
    }
  }

  /** Every student of a cohort, on its own inputs. */
  private void checkLanes() {
    Students students = problem.students();
    List<PlainStudent> starts = new ArrayList<>();
    for (int student = 0; student < students.count(); student++) {
      starts.add(read(students, student));
    }
    problem.ensemble(students, etaA, etaW).run(STEPS);
    InputRing ring = problem.ring();
    for (int student = 0; student < students.count(); student++) {
      PlainStudent start = starts.get(student);
      PlainStudent plain = new PlainStudent(start.a, start.v, problem.teacher);
      for (int step = 0; step < STEPS; step++) {
        long input = student * problem.inputCount() + step % problem.inputCount();
        plain.sampled(ring.rows(input), ring.label(input), etaA, etaW);
      }
      PlainStudent end = read(students, student);
      compare("student " + student + ": a", end.a, plain.a, start.a);
      compare("student " + student + ": v", end.v, plain.v, start.v);
    }
  }

  /** The patches in a block for which plain Java finds the kernel's first step. */
  private int block(StepKind kind) {
    Student student = problem.student();
    PlainStudent start = read(student);
    problem.descent(student, kind, etaA, etaW).run(1);
    PlainStudent end = read(student);
    int wider = 0;
    for (int block : FreshDraws.blocks()) {
      // All blocks that hold every patch are one and the same.
      wider += block >= problem.shape.k() ? 1 : 0;
      if (wider <= 1) {
        PlainStudent plain = new PlainStudent(start.a, start.v, problem.teacher);
        step(kind, plain, 0, block);
        if (fault(problem.precision, end.a, plain.a, start.a).isEmpty()) {
          return block;
        }
      }
    }
    throw new IllegalStateException(
        kind + ": the first step is that of no block of " + Arrays.toString(FreshDraws.blocks()));
  }

  /** The scalar twin's bits, and a mean and a variance that N(0,1) has in all but one in 10⁶. */
  private void checkNormals() {
    NormalsWork work = new NormalsWork(problem, Twins.chosen(problem.precision));
    NormalsWork oracle = new NormalsWork(problem, Twins.scalar(problem.precision));
    int count = NormalsWork.BUFFER_BYTES / problem.precision.bytes();
    work.run(count);
    oracle.run(count);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double number = work.number(i);
      if (number != oracle.number(i)) {
        throw new IllegalStateException(
            "normals: number " + i + " is " + number + ", the scalar twin's " + oracle.number(i));
      }
      sum += number;
      squares += number * number;
    }
    double deviations = Math.max(Math.abs(sum), Math.abs(squares - count) / Math.sqrt(2));
    if (deviations > 5 * Math.sqrt(count)) {
      throw new IllegalStateException(
          "normals: sum " + sum + " and sum of squares " + squares + " of " + count + " numbers");
    }
  }

  private void checkReduced() {
    double eta = 1 / (problem.shape.k() * (double) problem.shape.k());
    MemorySegment lanes = problem.reducedLanes(eta);
    MemorySegment before = Arena.ofAuto().allocate(lanes.byteSize(), Precision.VECTOR_BYTES);
    before.copyFrom(lanes);
    int steps = REDUCED_STEPS;
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
    compare(problem.precision, what, actual, expected, begin);
  }

  /**
   * Compares what steps left.
   *
   * @throws IllegalStateException if the difference is large beside what they changed
   */
  static void compare(
      Precision precision, String what, double[] actual, double[] expected, double[] begin) {
    String fault = fault(precision, actual, expected, begin);
    if (!fault.isEmpty()) {
      throw new IllegalStateException(what + " " + fault);
    }
  }

  /** Empty if the error is small beside the change by the steps and the rounding of the numbers. */
  private static String fault(
      Precision precision, double[] actual, double[] expected, double[] begin) {
    boolean single = precision == Precision.FLOAT;
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

  private PlainStudent read(Students students, int student) {
    Student one = problem.student();
    students.get(student, one);
    return read(one);
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
