package io.skiplane.bench;

import io.skiplane.bench.peers.Peer;
import io.skiplane.bench.peers.PeerName;
import io.skiplane.bench.peers.PeerTask;
import io.skiplane.bench.rows.Caches;
import io.skiplane.bench.rows.PeerWork;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Compares what a peer does, at step sizes that move the weights visibly, with {@link
 * PlainStudent}. A fresh step's numbers are drawn once more from the same seed, and are judged by
 * their moments.
 */
final class PeerCheck {
  private static final int STEPS = 2;
  private static final int STUDY_STEPS = 16;
  private static final long SEED = 77;

  /** Inputs are checked in so many numbers, but at least two of a mini-batch. */
  private static final long NUMBERS = 1 << 20;

  /** Moments are judged by so many. */
  private static final int LEAST_DRAWN = 1 << 16;

  private final PeerWork work;
  private final Precision precision;
  private final Problem problem;
  private final int cores;

  private PeerCheck(PeerWork work, Precision precision, int cores, Problem problem) {
    this.work = work;
    this.precision = precision;
    this.cores = cores;
    this.problem = problem;
  }

  /** Inputs of the steps that are checked: all of small mini-batches, some of large ones. */
  static int batch(PeerWork work) {
    long some = Math.max(2, NUMBERS / ((long) work.k() * work.p()));
    return (int) Long.highestOneBit(Math.min(work.batch(), some));
  }

  /**
   * A peer whose answers are right, ready to be timed.
   *
   * @throws IllegalStateException if they are wrong
   */
  static Peer checked(PeerName name, PeerWork work, Precision precision, int cores, Arena arena) {
    return checked(name::make, work, precision, cores, arena);
  }

  /** Makes a peer for a task. */
  @FunctionalInterface
  interface Maker {
    Peer make(PeerTask task);
  }

  static Peer checked(Maker maker, PeerWork work, Precision precision, int cores, Arena arena) {
    int inputs = work.kind() == PeerWork.Kind.RESIDENT ? work.inputs(precision, Caches.here()) : 1;
    Shape shape = new Shape(work.k(), work.p());
    Problem problem = new Problem(arena, shape, precision, inputs);
    PeerCheck check = new PeerCheck(work, precision, cores, problem);
    check.check(maker);
    double eta = DescentWork.STEP_SIZE;
    return maker.make(check.task(work.batch(), inputs, eta, eta));
  }

  private void check(Maker maker) {
    double k = work.k();
    double etaA = 0.1 / k;
    double etaW = 0.1 / Math.sqrt(k * work.p());
    int batch = batch(work);
    // Few inputs, as a ring of gigabytes twice over would not fit.
    long some = Math.max(2, NUMBERS / ((long) work.k() * work.p()));
    int inputs = (int) Long.highestOneBit(Math.min(problem.inputCount(), some));
    try (Peer peer =
        maker.make(task(batch, inputs, work.kind() == PeerWork.Kind.STUDY ? 1 / k : etaA, etaW))) {
      switch (work.kind()) {
        case RESIDENT -> resident(peer, batch, inputs, etaA, etaW);
        case FRESH -> {
          normals(peer);
          fresh(peer, batch, etaA, etaW);
        }
        case STUDY -> study(peer);
        case NORMALS -> normals(peer);
      }
    }
  }

  private void resident(Peer peer, int batch, int inputs, double etaA, double etaW) {
    PlainStudent plain = problem.plainStart(Problem.NUMBER);
    PlainStudent start = problem.plainStart(Problem.NUMBER);
    InputRing ring = problem.ring();
    peer.run(STEPS);
    for (int step = 0; step < STEPS; step++) {
      int first = step * batch;
      plain.batch(
          batch,
          input -> ring.rows((first + input) % inputs),
          input -> ring.label((first + input) % inputs),
          etaA,
          etaW);
    }
    compare(peer, plain, start);
  }

  private void fresh(Peer peer, int batch, double etaA, double etaW) {
    PlainStudent plain = problem.plainStart(Problem.NUMBER);
    PlainStudent start = problem.plainStart(Problem.NUMBER);
    peer.seed(SEED);
    IntFunction<double[]> drawn = inOrder(peer);
    plain.batch(batch, drawn, null, etaA, etaW);
    peer.seed(SEED);
    peer.run(1);
    compare(peer, plain, start);
  }

  /** The inputs that the peer draws, one after the other. */
  private IntFunction<double[]> inOrder(Peer peer) {
    int numbers = work.k() * work.p();
    double[][] part = {peer.draw()};
    int[] at = {0};
    return input -> {
      double[] patches = new double[numbers];
      for (int done = 0; done < numbers; ) {
        if (at[0] == part[0].length) {
          part[0] = peer.draw();
          at[0] = 0;
        }
        int some = Math.min(numbers - done, part[0].length - at[0]);
        System.arraycopy(part[0], at[0], patches, done, some);
        at[0] += some;
        done += some;
      }
      return patches;
    };
  }

  private void compare(Peer peer, PlainStudent plain, PlainStudent start) {
    AnswerCheck.compare(precision, "a", peer.a(), plain.a, start.a);
    AnswerCheck.compare(precision, "v", peer.v(), plain.v, start.v);
  }

  private void study(Peer peer) {
    double eta = 1.0 / work.k();
    peer.run(STUDY_STEPS * PeerWork.STUDENTS);
    double[][] end = peer.students();
    double[][] start = starts();
    double[][] expected = new double[3][PeerWork.STUDENTS];
    for (int student = 0; student < PeerWork.STUDENTS; student++) {
      PlainStudent plain = problem.plainStart(student);
      for (int step = 0; step < STUDY_STEPS; step++) {
        plain.population(eta, eta);
      }
      expected[0][student] = plain.sum();
      expected[1][student] = plain.alignment();
      expected[2][student] = Math.cos(plain.phi());
    }
    for (int coordinate = 0; coordinate < 3; coordinate++) {
      AnswerCheck.compare(
          precision,
          "coordinate " + coordinate,
          end[coordinate],
          expected[coordinate],
          start[coordinate]);
    }
  }

  /** Mean, variance and fourth moment that N(0,1) has in all but one in 10⁶. */
  private static void normals(Peer peer) {
    double sum = 0;
    double squares = 0;
    double fourths = 0;
    int count = 0;
    while (count < LEAST_DRAWN) {
      for (double number : peer.draw()) {
        sum += number;
        squares += number * number - 1;
        fourths += number * number * number * number - 3;
        count++;
      }
    }
    double deviations =
        Math.max(
            Math.abs(sum),
            Math.max(Math.abs(squares) / Math.sqrt(2), Math.abs(fourths) / Math.sqrt(96)));
    if (!(deviations < 5 * Math.sqrt(count))) {
      throw new IllegalStateException(
          "normals: sums of moments " + sum + ", " + squares + ", " + fourths + " of " + count);
    }
  }

  private PeerTask task(int batch, int inputs, double etaA, double etaW) {
    PlainStudent plain = problem.plainStart(Problem.NUMBER);
    double[] starA = new double[work.k()];
    double[] starV = new double[work.p()];
    Arrays.setAll(starA, problem.teacher::a);
    Arrays.setAll(starV, problem.teacher::v);
    boolean resident = work.kind() == PeerWork.Kind.RESIDENT;
    double[][] starts = work.kind() == PeerWork.Kind.STUDY ? starts() : new double[3][0];
    return new PeerTask(
        work,
        precision,
        batch,
        cores,
        new PeerTask.Weights(plain.a, plain.v),
        new PeerTask.Weights(starA, starV),
        new PeerTask.Inputs(
            inputs,
            input -> resident ? problem.ring().rows(input) : new double[0],
            input -> resident ? problem.ring().label(input) : 0),
        new PeerTask.Study(starts, problem.teacher.sum(), problem.teacher.squaredNorm(), etaA),
        etaA,
        etaW);
  }

  private double[][] starts() {
    double[][] starts = new double[3][PeerWork.STUDENTS];
    for (int student = 0; student < PeerWork.STUDENTS; student++) {
      PlainStudent plain = problem.plainStart(student);
      starts[0][student] = plain.sum();
      starts[1][student] = plain.alignment();
      starts[2][student] = Math.cos(plain.phi());
    }
    return starts;
  }
}
