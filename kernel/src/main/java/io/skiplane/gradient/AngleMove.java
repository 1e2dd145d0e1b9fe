package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.StreamKey;
import io.skiplane.lanes.scalar.ChiSquare;
import io.skiplane.memory.Precision;
import io.skiplane.model.Student;
import java.lang.foreign.MemorySegment;

/**
 * Moves the angle alone: of ξ only the squared length across the plane of v and v* enters, a χ² of
 * p − 2 degrees of freedom, so a step costs the same whatever p. v is written at the end of a run,
 * at its angle, in the plane of v* and the v that the run, or the first of several, began with.
 */
final class AngleMove implements FirstLayerMove {
  /** Freedom up to which the sum of as many squared normals is cheaper than a draw of its law. */
  static final int MOST_SQUARES = 16;

  private static final long CHI_SQUARE_BLOCK = -6;

  /** Columns whose state fits an array of the JVM. */
  private static final long MOST_RESUMED = Integer.MAX_VALUE - 8;

  private final Kernels kernels;
  private final Precision precision;
  private final ProjectedDraws draws;
  private final StreamKey key;
  private final MemorySegment weights;
  private final MemorySegment work;
  private final long k;
  private final long vOffset;
  private final long starV;
  private final long aside;
  private final long p;
  private final long paddedP;
  private final ChiSquare chiSquare;
  private final SeenChords chords;
  private final MovingPlane plane = new MovingPlane();
  private double squaredRest;

  /** {@code aside}: [p] in work, for the unit vector across v*. */
  AngleMove(
      Kernels kernels,
      Student student,
      ProjectedDraws draws,
      StreamKey key,
      MemorySegment work,
      long starV,
      long aside) {
    this.kernels = kernels;
    this.draws = draws;
    this.key = key;
    this.work = work;
    this.starV = starV;
    this.aside = aside;
    chords = new SeenChords(kernels, student, work, starV);
    precision = student.precision();
    weights = student.memory();
    k = student.shape().k();
    vOffset = student.vOffset();
    p = student.shape().p();
    paddedP = precision.padded(p);
    chiSquare = new ChiSquare(Math.max(2, p - 2));
  }

  /** Normals that a step wants beside those of its patches. */
  static long squares(long p) {
    return p - 2 <= MOST_SQUARES ? Math.max(0, p - 2) : 0;
  }

  @Override
  public void begin() {
    if (chords.differ()) {
      chords.set(plane);
      readAside();
    }
  }

  @Override
  public MovingPlane plane() {
    return plane;
  }

  @Override
  public void prepare(long step) {
    squaredRest = squaredRest(step);
  }

  @Override
  public void pass(
      long step, double push, long drawsBefore, MemorySegment star, long starOffset, long xy) {
    squaredRest = squaredRest(step);
    kernels.projectedPass(
        weights,
        k,
        push,
        drawsBefore,
        star,
        starOffset,
        xy,
        plane.cosine,
        plane.sine,
        vOffset,
        0,
        starV,
        0,
        0,
        1,
        1,
        0,
        0,
        1,
        work);
  }

  @Override
  public boolean move(long step, double drift, double spread, double eta, boolean mayWait) {
    plane.move(-eta * drift, eta * eta * spread * squaredRest);
    if (UnitNorm.due(step)) {
      plane.restore();
    }
    return mayWait;
  }

  /** v = cos φ v* + sin φ e. */
  @Override
  public void end() {
    kernels.clear(weights, vOffset, paddedP * precision.bytes());
    kernels.addScaled(plane.sine, work, aside, weights, vOffset, paddedP);
    kernels.addScaled(plane.cosine, work, starV, weights, vOffset, paddedP);
    chords.differ(); // The next run looks whether v is still this.
  }

  /** cos φ, sin φ and e, none of which the rounded v gives back. */
  @Override
  public double[] state() {
    if (p > MOST_RESUMED) {
      throw new IllegalStateException(
          "p is "
              + p
              + "; an angular descent can be resumed up to p = "
              + MOST_RESUMED
              + ": start it anew, or take the projected gradient");
    }
    double[] state = new double[(int) (2 + p)];
    state[0] = plane.cosine;
    state[1] = plane.sine;
    for (int i = 0; i < p; i++) {
      state[2 + i] = precision.get(work, aside, i);
    }
    return state;
  }

  @Override
  public void resume(double[] state) {
    if (state[0] == 0 && state[1] == 0) {
      return; // Before the first step: the first run reads all from the weights.
    }
    plane.cosine = state[0];
    plane.sine = state[1];
    for (int i = 0; i < p; i++) {
      precision.set(work, aside, i, state[2 + i]);
    }
    chords.differ(); // The weights are those of this state.
  }

  /** χ² of p − 2 degrees of freedom. */
  private double squaredRest(long step) {
    long squares = squares(p);
    if (squares == 0) {
      return p == 2 ? 0 : chiSquare.draw(key.key0(CHI_SQUARE_BLOCK, step));
    }
    long xi = draws.xi(step);
    double sum = 0;
    for (long i = 0; i < squares; i++) {
      double x = precision.get(work, xi, i);
      sum = Math.fma(x, x, sum);
    }
    return sum;
  }

  /**
   * e, the unit vector of v across v*; any one where v is ±v*, but for rounding. The second time
   * takes away what the first has left of v*.
   */
  private void readAside() {
    boolean pole = plane.sine < VectorMove.flat(precision);
    long least = least();
    for (long i = 0; i < p; i++) {
      double v = pole ? (i == least ? 1 : 0) : precision.get(weights, vOffset, i);
      precision.set(work, aside, i, v);
    }
    for (int time = 0; time < 2; time++) {
      double star = 0;
      double along = 0;
      for (long i = 0; i < p; i++) {
        double s = precision.get(work, starV, i);
        star = Math.fma(s, s, star);
        along = Math.fma(s, precision.get(work, aside, i), along);
      }
      double length = 0;
      for (long i = 0; i < p; i++) {
        double s = precision.get(work, starV, i);
        double e = Math.fma(-along / star, s, precision.get(work, aside, i));
        precision.set(work, aside, i, e);
        length = Math.fma(e, e, length);
      }
      double inverse = 1 / Math.sqrt(length);
      for (long i = 0; i < p; i++) {
        precision.set(work, aside, i, precision.get(work, aside, i) * inverse);
      }
    }
  }

  /** Where v* is smallest. */
  private long least() {
    long least = 0;
    for (long i = 1; i < p; i++) {
      if (Math.abs(precision.get(work, starV, i)) < Math.abs(precision.get(work, starV, least))) {
        least = i;
      }
    }
    return least;
  }
}
