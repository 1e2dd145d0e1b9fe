package io.skiplane.bench.peers;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A gradient step with arrays: a peer does the two products with the patches, and may do the sums;
 * the rest are loops. Inputs go through it by pieces that stay in the cache between the two
 * products: several small inputs, or a part of a large one, whose residual is not known until its
 * last part and factors out of the sum.
 */
abstract class FloatStep implements Peer {
  /** Numbers of a piece's patches. */
  final int numbers;

  /** Patches of a piece. */
  final int rows;

  /** Numbers of a patch. */
  final int p;

  /** Whether a piece is float32[p][rows] instead of [rows][p]. */
  final boolean columns;

  private final PeerTask task;
  private final int k;
  private final int chunk;
  private final int pieces;
  private final int stored;
  private final float[] labels;
  private final float[] a;
  private final float[] v;
  private final float[] starA;
  private final float[] starV;
  private final float[] u;
  private final float[] starU;
  private final float[] active;
  private final float[] gated;
  private final float[] activation;
  private final float[] part;
  private final float[] direction;
  private final float[] fresh;
  private RandomGenerator random = generator(1);
  private int next;

  /** A step; the peer tells whether it is faster with columns of short patches. */
  FloatStep(PeerTask task, boolean prefersColumns) {
    this.task = task;
    k = task.k();
    p = task.p();
    columns = prefersColumns && task.columns();
    chunk = task.chunk();
    pieces = task.pieces();
    rows = chunk * k / pieces;
    numbers = rows * p;
    stored = task.fresh() ? 1 : task.inputs().count() / chunk * pieces;
    labels = new float[task.fresh() ? 0 : task.inputs().count()];
    a = rounded(task.start().a());
    v = rounded(task.start().v());
    starA = rounded(task.teacher().a());
    starV = rounded(task.teacher().v());
    u = new float[rows];
    starU = new float[rows];
    active = new float[k];
    gated = new float[rows];
    activation = new float[k];
    part = new float[p];
    direction = new float[p];
    fresh = new float[task.fresh() ? numbers : 0];
  }

  /** Puts a piece where the products find it. */
  abstract void store(int at, float[] patches);

  /** u = Z v of a piece. */
  abstract void products(int at, float[] weight, float[] u);

  /** s += Zᵀ b of a piece. */
  abstract void add(int at, float[] b, float[] s);

  /** Σ xᵢ yᵢ by four sums, as C2 may not divide one. */
  float dot(float[] x, int xFrom, float[] y, int yFrom, int count) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int i = 0;
    for (; i < count - 3; i += 4) {
      sum0 += x[xFrom + i] * y[yFrom + i];
      sum1 += x[xFrom + i + 1] * y[yFrom + i + 1];
      sum2 += x[xFrom + i + 2] * y[yFrom + i + 2];
      sum3 += x[xFrom + i + 3] * y[yFrom + i + 3];
    }
    for (; i < count; i++) {
      sum0 += x[xFrom + i] * y[yFrom + i];
    }
    return sum0 + sum1 + (sum2 + sum3);
  }

  /** Pieces that the ring has. */
  final int stored() {
    return stored;
  }

  /** Stores the ring; the last thing that a peer's constructor does. */
  final void load() {
    float[] patches = {};
    for (int at = 0; at < stored && !task.fresh(); at++) {
      if (at % pieces == 0) {
        patches = patches(at / pieces * chunk);
      }
      int from = at % pieces * numbers;
      float[] piece = Arrays.copyOfRange(patches, from, from + numbers);
      store(at, columns ? turned(piece, rows, p) : piece);
    }
    for (int input = 0; input < labels.length; input++) {
      labels[input] = (float) task.inputs().labels().applyAsDouble(input);
    }
  }

  /** A chunk of inputs, row-major. */
  private float[] patches(int first) {
    float[] patches = new float[chunk * k * p];
    for (int i = 0; i < chunk; i++) {
      float[] one = rounded(task.inputs().patches().apply(first + i));
      System.arraycopy(one, 0, patches, i * k * p, k * p);
    }
    return patches;
  }

  /** The transposed of a row-major matrix. */
  private static float[] turned(float[] matrix, int height, int width) {
    float[] turned = new float[matrix.length];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        turned[column * height + row] = matrix[row * width + column];
      }
    }
    return turned;
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
      if (pieces == 1) {
        inputs();
      } else {
        input();
      }
    }
    move();
  }

  /** A chunk of inputs in one piece. */
  private void inputs() {
    int at = take();
    products(at, v, u);
    for (int input = 0; input < chunk; input++) {
      int from = input * k;
      float label = task.fresh() ? output(starA, 0, starU, from, k) : labels[at * chunk + input];
      float r = output(a, 0, u, from, k) - label;
      addScaled(r, active, activation);
      gate(r, 0, from, k);
    }
    add(at, gated, direction);
  }

  /** One input, piece by piece. */
  private void input() {
    Arrays.fill(part, 0);
    float f = 0;
    float label = task.fresh() ? 0 : labels[next / pieces];
    for (int from = 0; from < k; from += rows) {
      int at = take();
      products(at, v, u);
      if (task.fresh()) {
        label += output(starA, from, starU, 0, rows);
      }
      f += output(a, from, u, 0, rows);
      gate(1, from, 0, rows);
      add(at, gated, part);
    }
    addScaled(f - label, active, activation);
    addScaled(f - label, part, direction);
  }

  /** The next piece; a fresh one is drawn, and met by the teacher. */
  private int take() {
    if (task.fresh()) {
      fill();
      products(0, starV, starU);
      return 0;
    }
    int at = next;
    next = next + 1 == stored ? 0 : next + 1;
    return at;
  }

  /** Σ wⱼ σ(uⱼ) of some patches, whose σ(u) stay in {@link #active}. */
  private float output(float[] weights, int from, float[] products, int productsFrom, int count) {
    for (int j = 0; j < count; j++) {
      active[from + j] = Math.max(0, products[productsFrom + j]);
    }
    return dot(weights, from, active, from, count);
  }

  /** b = r a 1[u > 0] of some patches. */
  private void gate(float r, int from, int productsFrom, int count) {
    for (int j = 0; j < count; j++) {
      gated[productsFrom + j] = u[productsFrom + j] > 0 ? r * a[from + j] : 0;
    }
  }

  private static void addScaled(float scale, float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] += scale * x[i];
    }
  }

  private void move() {
    addScaled((float) (-task.etaA() / task.batch()), activation, a);
    addScaled(-dot(direction, 0, v, 0, p), v, direction);
    addScaled((float) (-task.etaW() / task.batch()), direction, v);
    float inverse = (float) (1 / Math.sqrt(dot(v, 0, v, 0, p)));
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
    return widened(columns ? turned(fresh, p, rows) : fresh);
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
