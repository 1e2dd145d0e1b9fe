package io.skiplane.bench.peers;

import static org.bytedeco.pytorch.global.torch.acos_out;
import static org.bytedeco.pytorch.global.torch.addmv_out;
import static org.bytedeco.pytorch.global.torch.dot_out;
import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.linalg_vector_norm_out;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.mul_out;
import static org.bytedeco.pytorch.global.torch.mv_out;
import static org.bytedeco.pytorch.global.torch.outer_out;
import static org.bytedeco.pytorch.global.torch.relu_out;
import static org.bytedeco.pytorch.global.torch.set_num_threads;
import static org.bytedeco.pytorch.global.torch.sqrt_out;
import static org.bytedeco.pytorch.global.torch.threshold_backward_out;

import io.skiplane.memory.Precision;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * libtorch through Bytedeco's bindings: tensors made once, operations in place, no gradients taped
 * and none to come (its inference mode).
 *
 * <p>What limits it: each of a step's twelve operations costs most of a microsecond of dispatch and
 * JNI whatever its size; each reads and writes memory of its own, large inputs twice; normals are
 * drawn one word of Mersenne twister at a time.
 */
public final class LibtorchPeer {
  private LibtorchPeer() {}

  /** The peer for a task. */
  public static Peer of(PeerTask task) {
    set_num_threads(task.threads());
    // Holds for the thread for as long as the fork lives.
    new InferenceMode(true);
    return switch (task.kind()) {
      case RESIDENT, FRESH -> new Step(task);
      case STUDY -> new Study(task);
      case NORMALS -> new Normals(task);
    };
  }

  private static Tensor zeros(PeerTask task, long... shape) {
    ScalarType type = task.precision() == Precision.FLOAT ? ScalarType.Float : ScalarType.Double;
    return empty(shape, new TensorOptions(type), null).zero_();
  }

  private static Tensor tensor(PeerTask task, double[] numbers) {
    Tensor tensor = zeros(task, numbers.length);
    set(tensor, numbers);
    return tensor;
  }

  private static void set(Tensor tensor, double[] numbers) {
    try (DoublePointer pointer = new DoublePointer(numbers)) {
      tensor.copy_(
          from_blob(pointer, new long[] {numbers.length}, new TensorOptions(ScalarType.Double))
              .view_as(tensor));
    }
  }

  private static double[] numbers(Tensor tensor, int count) {
    double[] numbers = new double[count];
    try (Tensor wide = tensor.to(ScalarType.Double)) {
      wide.data_ptr_double().get(numbers);
    }
    return numbers;
  }

  /** u of a chunk is a matrix, inputs by patches, so that one operation serves all its inputs. */
  private static final class Step implements Peer {
    private static final Scalar ZERO = new Scalar(0.0);
    private static final Scalar ONE = new Scalar(1.0);
    private static final Scalar MINUS = new Scalar(-1.0);

    private final PeerTask task;
    private final int chunk;
    private final int chunks;
    private final Tensor[] memory;
    private final Tensor[] z;
    private final Tensor[] zTransposed;
    private final Tensor[] labels;
    private final Tensor a;
    private final Tensor v;
    private final Tensor starA;
    private final Tensor starV;
    private final Tensor u;
    private final Tensor uByInput;
    private final Tensor active;
    private final Tensor activeTransposed;
    private final Tensor r;
    private final Tensor gated;
    private final Tensor gatedFlat;
    private final Tensor activation;
    private final Tensor direction;
    private final Tensor along;
    private final Scalar minusScaleA;
    private final Scalar scaleW;
    private int next;

    Step(PeerTask task) {
      this.task = task;
      chunk = task.chunk();
      int rows = chunk * task.k();
      chunks = task.fresh() ? 1 : task.inputs().count() / chunk;
      memory = new Tensor[chunks];
      z = new Tensor[chunks];
      zTransposed = new Tensor[chunks];
      labels = new Tensor[chunks];
      for (int at = 0; at < chunks; at++) {
        memory[at] = task.columns() ? zeros(task, task.p(), rows) : zeros(task, rows, task.p());
        z[at] = task.columns() ? memory[at].t() : memory[at];
        zTransposed[at] = task.columns() ? memory[at] : memory[at].t();
        labels[at] = zeros(task, chunk);
        load(at);
      }
      a = tensor(task, task.start().a());
      v = tensor(task, task.start().v());
      starA = tensor(task, task.teacher().a());
      starV = tensor(task, task.teacher().v());
      u = zeros(task, rows);
      uByInput = u.view(chunk, task.k());
      active = zeros(task, chunk, task.k());
      activeTransposed = active.t();
      r = zeros(task, chunk);
      gated = zeros(task, chunk, task.k());
      gatedFlat = gated.view(rows);
      activation = zeros(task, task.k());
      direction = zeros(task, task.p());
      along = zeros(task);
      minusScaleA = new Scalar(-task.etaA() / task.batch());
      scaleW = new Scalar(task.etaW() / task.batch());
    }

    private void load(int at) {
      for (int i = 0; i < chunk && !task.fresh(); i++) {
        int input = at * chunk + i;
        Tensor rows = z[at].narrow(0, (long) i * task.k(), task.k());
        set(rows, task.inputs().patches().apply(input));
        labels[at].select(0, i).fill_(new Scalar(task.inputs().labels().applyAsDouble(input)));
      }
    }

    @Override
    public void run(int steps) {
      for (int step = 0; step < steps; step++) {
        for (int done = 0; done < task.batch(); done += chunk) {
          int at = next;
          if (task.fresh()) {
            memory[0].normal_();
            mv_out(u, z[0], starV);
            relu_out(active, uByInput);
            mv_out(labels[0], active, starA);
          } else {
            next = next + 1 == chunks ? 0 : next + 1;
          }
          add(at, done == 0 ? ZERO : ONE);
        }
        move();
      }
    }

    /** Adds a chunk to so much of the sums so far. */
    private void add(int at, Scalar keep) {
      mv_out(u, z[at], v);
      relu_out(active, uByInput);
      addmv_out(r, labels[at], active, a, MINUS, ONE);
      outer_out(gated, r, a);
      threshold_backward_out(gated, gated, uByInput, ZERO);
      direction.addmv_(zTransposed[at], gatedFlat, keep, ONE);
      if (chunk < task.batch()) {
        activation.addmv_(activeTransposed, r, keep, ONE);
      } else {
        a.addmv_(activeTransposed, r, ONE, minusScaleA);
      }
    }

    private void move() {
      if (chunk < task.batch()) {
        a.add_(activation, minusScaleA);
      }
      dot_out(along, direction, v);
      direction.addcmul_(v, along, MINUS);
      v.sub_(direction, scaleW);
      linalg_vector_norm_out(along, v);
      v.div_(along);
    }

    @Override
    public void rewind() {
      set(a, task.start().a());
      set(v, task.start().v());
    }

    @Override
    public void seed(long seed) {
      manual_seed(seed);
    }

    @Override
    public double[] draw() {
      memory[0].normal_();
      try (Tensor rows = z[0].contiguous()) {
        return numbers(rows, chunk * task.k() * task.p());
      }
    }

    @Override
    public double[] a() {
      return numbers(a, task.k());
    }

    @Override
    public double[] v() {
      return numbers(v, task.p());
    }
  }

  private static final class Study implements Peer {
    private final PeerTask task;
    private final int students;
    private final Tensor sum;
    private final Tensor alignment;
    private final Tensor cosine;
    private final Tensor rest;
    private final Tensor across;
    private final Tensor g;
    private final Tensor turn;
    private final Tensor length;
    private final Scalar one = new Scalar(1.0);
    private final Scalar minus = new Scalar(-1.0);
    private final ScalarOptional least = new ScalarOptional(minus);
    private final ScalarOptional most = new ScalarOptional(one);
    private final Scalar pi = new Scalar(Math.PI);
    private final Scalar e;
    private final Scalar sumKeep;
    private final Scalar sumGain;
    private final Scalar sumRest;
    private final Scalar alignmentKeep;
    private final Scalar alignmentSum;
    private final Scalar alignmentGain;
    private final Scalar alignmentRest;

    Study(PeerTask task) {
      this.task = task;
      students = task.study().starts()[0].length;
      sum = tensor(task, task.study().starts()[0]);
      alignment = tensor(task, task.study().starts()[1]);
      cosine = tensor(task, task.study().starts()[2]);
      rest = zeros(task, students);
      across = zeros(task, students);
      g = zeros(task, students);
      turn = zeros(task, students);
      length = zeros(task, students);
      double eta = task.study().eta() / (2 * Math.PI);
      double star = task.study().teacherSum();
      double norm = task.study().teacherNorm();
      e = new Scalar(eta);
      sumKeep = new Scalar(1 - eta * (task.k() + Math.PI - 1));
      sumGain = new Scalar(eta * star);
      sumRest = new Scalar(eta * star * (task.k() - 1));
      alignmentKeep = new Scalar(1 - eta * (Math.PI - 1));
      alignmentSum = new Scalar(eta * star);
      alignmentGain = new Scalar(eta * norm);
      alignmentRest = new Scalar(eta * (star * star - norm));
    }

    @Override
    public void run(int operations) {
      for (int done = 0; done < operations; done += students) {
        step();
      }
    }

    private void step() {
      acos_out(rest, cosine);
      rest.neg_().add_(pi);
      mul_out(across, cosine, cosine);
      across.neg_().add_(one);
      sqrt_out(g, across);
      g.addcmul_(rest, cosine);
      mul_out(turn, alignment, rest);
      turn.mul_(e);
      mul_out(length, turn, turn);
      length.mul_(across).add_(one).rsqrt_();
      cosine.addcmul_(turn, across).mul_(length).clamp_(least, most);
      // T − e[(S − S*)S* + (π−1)T − (g−1)N], then S − e[(k+π−1)S − (k+g−1)S*]; g and S as they
      // were.
      alignment.mul_(alignmentKeep).sub_(sum, alignmentSum).add_(g, alignmentGain);
      alignment.add_(alignmentRest);
      sum.mul_(sumKeep).add_(g, sumGain).add_(sumRest);
    }

    @Override
    public void rewind() {
      set(sum, task.study().starts()[0]);
      set(alignment, task.study().starts()[1]);
      set(cosine, task.study().starts()[2]);
    }

    @Override
    public double[][] students() {
      return new double[][] {
        numbers(sum, students), numbers(alignment, students), numbers(cosine, students)
      };
    }
  }

  private static final class Normals implements Peer {
    private static final int COUNT = 1 << 14;

    private final Tensor drawn;

    Normals(PeerTask task) {
      drawn = zeros(task, COUNT);
    }

    @Override
    public void run(int operations) {
      for (int done = 0; done < operations; done += COUNT) {
        drawn.normal_();
      }
    }

    @Override
    public void rewind() {}

    @Override
    public double[] draw() {
      drawn.normal_();
      return numbers(drawn, COUNT);
    }
  }
}
