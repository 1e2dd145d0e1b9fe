package io.skiplane.bench.peers;

import io.skiplane.memory.Precision;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * ND4J: arrays made once, operations in place, temporaries in a workspace.
 *
 * <p>What limits it: an operation on an array costs microseconds of checks, objects and JNI
 * whatever its size, a product ten; each reads and writes memory of its own, and large inputs are
 * read twice.
 */
public final class Nd4jPeer {
  private static final long SEED = 1;

  private Nd4jPeer() {}

  /** The peer for a task. */
  public static Peer of(PeerTask task) {
    Nd4j.getEnvironment().setMaxThreads(task.threads());
    Nd4j.getEnvironment().setMaxMasterThreads(task.threads());
    // Else it calls System.gc() now and then, for 60 ms.
    Nd4j.getMemoryManager().togglePeriodicGc(false);
    // Else it is the clock's, and of such large seeds one in 25 gives 2^20 numbers whose mean is
    // over 5 standard deviations off, up to 23; of small seeds none in 60.
    Nd4j.getRandom().setSeed(SEED);
    return switch (task.kind()) {
      case RESIDENT, FRESH -> new Steps(task);
      case STUDY -> new Study(task);
      case NORMALS -> new Normals(task);
    };
  }

  private static DataType type(PeerTask task) {
    return task.precision() == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE;
  }

  private static INDArray zeros(PeerTask task, long... shape) {
    return Nd4j.create(type(task), shape, 'c');
  }

  private static INDArray column(PeerTask task, double[] numbers) {
    return Nd4j.createFromArray(numbers).castTo(type(task)).reshape('c', numbers.length, 1);
  }

  private static double[] numbers(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  /** u of a chunk is a matrix, inputs by patches, so that one operation serves all its inputs. */
  private static final class Steps implements Peer {
    private static final String WORKSPACE = "step";
    private static final WorkspaceConfiguration TEMPORARIES =
        WorkspaceConfiguration.builder()
            .initialSize(16L << 20)
            .policyAllocation(AllocationPolicy.STRICT)
            .policyLearning(LearningPolicy.NONE)
            .build();

    private final PeerTask task;
    private final int chunk;
    private final int chunks;
    private final INDArray[] z;
    private final INDArray[] zTransposed;
    private final INDArray[] labels;
    private final INDArray a;
    private final INDArray aRow;
    private final INDArray v;
    private final INDArray starA;
    private final INDArray starV;
    private final INDArray u;
    private final INDArray uByInput;
    private final INDArray active;
    private final INDArray activeTransposed;
    private final INDArray gated;
    private final INDArray gatedFlat;
    private final INDArray r;
    private final INDArray activation;
    private final INDArray activationRow;
    private final INDArray direction;
    private final INDArray starARow;
    private final double[] single;
    private double teacherOutput;
    private int next;

    Steps(PeerTask task) {
      this.task = task;
      chunk = task.chunk();
      int rows = chunk * task.k();
      chunks = task.fresh() ? 1 : task.inputs().count() / chunk;
      z = new INDArray[chunks];
      zTransposed = new INDArray[chunks];
      labels = new INDArray[chunks];
      single = new double[chunks];
      for (int at = 0; at < chunks; at++) {
        char order = task.columns() ? 'f' : 'c';
        z[at] = Nd4j.create(type(task), new long[] {rows, task.p()}, order);
        labels[at] = zeros(task, chunk, 1);
        load(at);
        zTransposed[at] = z[at].transpose();
      }
      a = column(task, task.start().a());
      aRow = a.reshape('c', 1, task.k());
      v = column(task, task.start().v());
      starA = column(task, task.teacher().a());
      starV = column(task, task.teacher().v());
      u = zeros(task, rows, 1);
      uByInput = u.reshape('c', chunk, task.k());
      active = zeros(task, chunk, task.k());
      activeTransposed = active.transpose();
      gated = zeros(task, chunk, task.k());
      gatedFlat = gated.reshape('c', rows, 1);
      r = zeros(task, chunk, 1);
      activation = zeros(task, task.k(), 1);
      activationRow = activation.reshape('c', 1, task.k());
      direction = zeros(task, task.p(), 1);
      starARow = starA.reshape('c', 1, task.k());
    }

    private void load(int at) {
      for (int i = 0; i < chunk && !task.fresh(); i++) {
        double[] patches = task.inputs().patches().apply(at * chunk + i);
        int rows = chunk * task.k();
        for (int n = 0; n < patches.length; n++) {
          int row = i * task.k() + n / task.p();
          int column = n % task.p();
          int place = task.columns() ? column * rows + row : row * task.p() + column;
          z[at].data().put(place, patches[n]);
        }
        single[at] = task.inputs().labels().applyAsDouble(at * chunk);
        labels[at].putScalar(i, task.inputs().labels().applyAsDouble(at * chunk + i));
      }
    }

    @Override
    public void run(int steps) {
      for (int step = 0; step < steps; step++) {
        try (MemoryWorkspace workspace =
            Nd4j.getWorkspaceManager().getAndActivateWorkspace(TEMPORARIES, WORKSPACE)) {
          step();
        }
      }
    }

    private void step() {
      if (chunk == 1 && task.batch() > 1) {
        activation.assign(0);
      }
      for (int done = 0; done < task.batch(); done += chunk) {
        int at = next;
        if (task.fresh()) {
          draw(z[0]);
          product(1, z[0], starV, 0, u);
          Nd4j.getExecutioner().exec(new RectifiedLinear(uByInput, active, 0));
          if (chunk == 1) {
            teacherOutput = Nd4j.getBlasWrapper().dot(active, starARow);
          } else {
            product(1, active, starA, 0, labels[0]);
          }
        } else {
          next = next + 1 == chunks ? 0 : next + 1;
        }
        add(at, done == 0 ? 0 : 1);
      }
      move();
    }

    /** Adds a chunk to so much of the sums so far. */
    private void add(int at, double keep) {
      product(1, z[at], v, 0, u);
      Nd4j.getExecutioner().exec(new RectifiedLinear(uByInput, active, 0));
      Nd4j.getExecutioner().exec(new Step(uByInput, gated, 0));
      if (chunk == 1) {
        // The vector operations of BLAS are ten times faster than all else.
        double residual = Nd4j.getBlasWrapper().dot(active, aRow) - label(at);
        gated.muli(aRow);
        product(residual, zTransposed[at], gatedFlat, keep, direction);
        double scale = task.batch() == 1 ? -task.etaA() * residual : residual;
        Nd4j.getBlasWrapper()
            .axpy((Number) scale, active, task.batch() == 1 ? aRow : activationRow);
        return;
      }
      product(1, active, a, 0, r);
      Nd4j.getBlasWrapper().axpy((Number) (-1.0), labels[at], r);
      gated.muliRowVector(aRow);
      gated.muliColumnVector(r);
      product(1, zTransposed[at], gatedFlat, keep, direction);
      product(1, activeTransposed, r, keep, activation);
    }

    private double label(int at) {
      return task.fresh() ? teacherOutput : single[at];
    }

    /** y = α m x + β y, without what {@code mmul} does beside it. */
    private static void product(double alpha, INDArray m, INDArray x, double beta, INDArray y) {
      Nd4j.getBlasWrapper().level2().gemv(m.ordering(), 'n', alpha, m, x, beta, y);
    }

    private void move() {
      if (task.batch() > 1) {
        Nd4j.getBlasWrapper().axpy((Number) (-task.etaA() / task.batch()), activation, a);
      }
      double along = Nd4j.getBlasWrapper().dot(direction, v);
      Nd4j.getBlasWrapper().axpy((Number) (-along), v, direction);
      Nd4j.getBlasWrapper().axpy((Number) (-task.etaW() / task.batch()), direction, v);
      double norm = Math.sqrt(Nd4j.getBlasWrapper().dot(v, v));
      Nd4j.getBlasWrapper().level1().scal(v.length(), 1 / norm, v);
    }

    private static void draw(INDArray z) {
      Nd4j.randn(z, Nd4j.getRandom());
    }

    @Override
    public void rewind() {
      a.assign(column(task, task.start().a()));
      v.assign(column(task, task.start().v()));
    }

    @Override
    public void seed(long seed) {
      Nd4j.getRandom().setSeed(seed);
    }

    @Override
    public double[] draw() {
      draw(z[0]);
      return numbers(z[0]);
    }

    @Override
    public double[] a() {
      return numbers(a);
    }

    @Override
    public double[] v() {
      return numbers(v);
    }
  }

  private static final class Study implements Peer {
    private final PeerTask task;
    private final int students;
    private final INDArray sum;
    private final INDArray alignment;
    private final INDArray cosine;
    private final INDArray rest;
    private final INDArray across;
    private final INDArray g;
    private final INDArray turn;
    private final INDArray length;
    private final double eta;
    private final double star;
    private final double norm;

    Study(PeerTask task) {
      this.task = task;
      students = task.study().starts()[0].length;
      sum = column(task, task.study().starts()[0]);
      alignment = column(task, task.study().starts()[1]);
      cosine = column(task, task.study().starts()[2]);
      rest = zeros(task, students, 1);
      across = zeros(task, students, 1);
      g = zeros(task, students, 1);
      turn = zeros(task, students, 1);
      length = zeros(task, students, 1);
      eta = task.study().eta() / (2 * Math.PI);
      star = task.study().teacherSum();
      norm = task.study().teacherNorm();
    }

    @Override
    public void run(int operations) {
      for (int done = 0; done < operations; done += students) {
        step();
      }
    }

    private void step() {
      rest.assign(cosine);
      Transforms.acos(rest, false);
      rest.rsubi(Math.PI);
      cosine.muli(cosine, across);
      across.rsubi(1);
      g.assign(across);
      Transforms.sqrt(g, false);
      alignment.muli(rest, turn);
      turn.muli(eta);
      rest.muli(cosine);
      g.addi(rest);
      turn.muli(turn, length);
      length.muli(across).addi(1);
      Transforms.sqrt(length, false);
      turn.muli(across);
      cosine.addi(turn).divi(length);
      Transforms.min(cosine, 1, false);
      Transforms.max(cosine, -1, false);
      // T − e[(S − S*)S* + (π−1)T − (g−1)N], then S − e[(k+π−1)S − (k+g−1)S*]; g and S as they
      // were.
      alignment.muli(1 - eta * (Math.PI - 1)).addi(eta * (star * star - norm));
      sum.muli(eta * star, rest);
      alignment.subi(rest);
      g.muli(eta * norm, rest);
      alignment.addi(rest);
      sum.muli(1 - eta * (task.k() + Math.PI - 1)).addi(eta * star * (task.k() - 1));
      g.muli(eta * star);
      sum.addi(g);
    }

    @Override
    public void rewind() {
      sum.assign(column(task, task.study().starts()[0]));
      alignment.assign(column(task, task.study().starts()[1]));
      cosine.assign(column(task, task.study().starts()[2]));
    }

    @Override
    public double[][] students() {
      return new double[][] {numbers(sum), numbers(alignment), numbers(cosine)};
    }
  }

  private static final class Normals implements Peer {
    private static final int COUNT = 1 << 14;

    private final INDArray drawn;

    Normals(PeerTask task) {
      drawn = zeros(task, COUNT);
    }

    @Override
    public void run(int operations) {
      for (int done = 0; done < operations; done += COUNT) {
        Nd4j.randn(drawn, Nd4j.getRandom());
      }
    }

    @Override
    public void rewind() {}

    @Override
    public double[] draw() {
      run(COUNT);
      return numbers(drawn);
    }
  }
}
