package io.skiplane.bench.peers;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A gradient step with arrays: a peer does the two products with the patches, the rest are loops.
 * Inputs go through it by chunks that stay in the cache between the two products.
 */
abstract class FloatStep implements Peer {
  /** Numbers of a chunk's patches. */
  final int numbers;

  /** Patches of a chunk. */
  final int rows;

  /** Numbers of a patch. */
  final int p;

  private final PeerTask task;
  private final int k;
  private final int chunk;
  private final int chunks;
  private final float[] labels;
  private final float[] a;
  private final float[] v;
  private final float[] starA;
  private final float[] starV;
  private final float[] u;
  private final float[] starU;
  private final float[] gated;
  private final float[] activation;
  private final float[] direction;
  private final float[] fresh;
  private RandomGenerator random = generator(1);
  private int next;

  FloatStep(PeerTask task) {
    this.task = task;
    k = task.k();
    p = task.p();
    chunk = task.chunk();
    rows = chunk * k;
    numbers = rows * p;
    chunks = task.fresh() ? 1 : task.inputs().count() / chunk;
    labels = new float[chunks * chunk];
    a = rounded(task.start().a());
    v = rounded(task.start().v());
    starA = rounded(task.teacher().a());
    starV = rounded(task.teacher().v());
    u = new float[rows];
    starU = new float[rows];
    gated = new float[rows];
    activation = new float[k];
    direction = new float[p];
    fresh = new float[task.fresh() ? numbers : 0];
  }

  /** Puts patches where the products find them, float32[rows][p]; called for each chunk. */
  abstract void store(int at, float[] patches);

  /** u = Z v of a chunk. */
  abstract void products(int at, float[] weight, float[] u);

  /** s += Zᵀ b of a chunk. */
  abstract void add(int at, float[] b, float[] s);

  /** Chunks that the ring has. */
  final int chunks() {
    return chunks;
  }

  /** Stores the ring; the last thing that a peer's constructor does. */
  final void load() {
    for (int at = 0; at < chunks && !task.fresh(); at++) {
      float[] patches = new float[numbers];
      for (int i = 0; i < chunk; i++) {
        float[] one = rounded(task.inputs().patches().apply(at * chunk + i));
        System.arraycopy(one, 0, patches, i * k * p, k * p);
        labels[at * chunk + i] = (float) task.inputs().labels().applyAsDouble(at * chunk + i);
      }
      store(at, patches);
    }
  }

  @Override
  public final void run(int steps) {
    for (int step = 0; step < steps; step++) {
      step();
    }
  }

  private void step() {
    Arrays.fill(activation, 0);
    Arrays.fill(direction, 0);
    for (int done = 0; done < task.batch(); done += chunk) {
      int at = next;
      if (task.fresh()) {
        fill();
        products(0, starV, starU);
      } else {
        next = next + 1 == chunks ? 0 : next + 1;
      }
      products(at, v, u);
      for (int input = 0; input < chunk; input++) {
        gate(
            input * k, task.fresh() ? output(starA, starU, input * k) : labels[at * chunk + input]);
      }
      add(at, gated, direction);
    }
    move();
  }

  /** The residual of an input, its part of ∇_a, and b = r a 1[u > 0]. */
  private void gate(int from, float label) {
    float r = output(a, u, from) - label;
    for (int j = 0; j < k; j++) {
      boolean active = u[from + j] > 0;
      activation[j] += active ? r * u[from + j] : 0;
      gated[from + j] = active ? r * a[j] : 0;
    }
  }

  private float output(float[] weights, float[] products, int from) {
    float f = 0;
    for (int j = 0; j < k; j++) {
      f += weights[j] * Math.max(0, products[from + j]);
    }
    return f;
  }

  private void move() {
    float scaleA = (float) (task.etaA() / task.batch());
    for (int j = 0; j < k; j++) {
      a[j] -= scaleA * activation[j];
    }
    float along = 0;
    for (int i = 0; i < p; i++) {
      along += direction[i] * v[i];
    }
    float scaleW = (float) (task.etaW() / task.batch());
    float squares = 0;
    for (int i = 0; i < p; i++) {
      v[i] -= scaleW * (direction[i] - along * v[i]);
      squares += v[i] * v[i];
    }
    float inverse = (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < p; i++) {
      v[i] *= inverse;
    }
  }

  private void fill() {
    for (int i = 0; i < numbers; i++) {
      fresh[i] = (float) random.nextGaussian();
    }
    store(0, fresh);
  }

  @Override
  public final void rewind() {
    System.arraycopy(rounded(task.start().a()), 0, a, 0, k);
    System.arraycopy(rounded(task.start().v()), 0, v, 0, p);
  }

  @Override
  public final void seed(long seed) {
    random = generator(seed);
  }

  @Override
  public final double[] draw() {
    fill();
    return widened(fresh);
  }

  @Override
  public final double[] a() {
    return widened(a);
  }

  @Override
  public final double[] v() {
    return widened(v);
  }

  /** The JDK's generator with the fastest long period, and its Gaussian, McFarland's ziggurat. */
  static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static float[] rounded(double[] numbers) {
    float[] rounded = new float[numbers.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) numbers[i];
    }
    return rounded;
  }

  static double[] widened(float[] numbers) {
    double[] copy = new double[numbers.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = numbers[i];
    }
    return copy;
  }
}
