package io.skiplane.gradient;

import io.skiplane.lanes.CohortKernels;
import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.LaneSum;
import io.skiplane.memory.Precision;
import io.skiplane.model.Student;
import java.lang.foreign.MemorySegment;

/**
 * Moves all of v along a direction ξ of p normals:
 *
 * <pre>
 * v − η(S2 e2 + √Q (ξ − (ξ·v)v − (ξ·e2)e2)), divided by its norm
 * </pre>
 *
 * <p>cos φ and sin φ follow from the same numbers, so that the next step need not wait for v; with
 * every exact normalisation they are read from v again. At φ = 0 or π the plane of v and v*
 * degenerates and e2 is just another direction of ξ.
 */
final class VectorMove implements FirstLayerMove {
  private final Kernels kernels;
  private final Precision precision;
  private final ProjectedDraws draws;
  private final MemorySegment weights;
  private final MemorySegment work;
  private final long vOffset;
  private final long starV;
  private final long k;
  private final long p;
  private final long paddedP;

  private final double flat;

  private final SeenChords chords;
  private final MovingPlane plane = new MovingPlane();

  // The last step's direction and its factors, which may wait for the next step's pass.
  private long xi;
  private double side;
  private double keep;
  private double pull;
  private double push;

  VectorMove(
      Kernels kernels, Student student, ProjectedDraws draws, MemorySegment work, long starV) {
    this.kernels = kernels;
    this.draws = draws;
    this.work = work;
    this.starV = starV;
    chords = new SeenChords(kernels, student, work, starV);
    precision = student.precision();
    weights = student.memory();
    vOffset = student.vOffset();
    k = student.shape().k();
    p = student.shape().p();
    paddedP = precision.padded(p);
    flat = flat(precision);
  }

  /** The sin φ below which, some units of rounding, v* − side·v is noise, not orthogonal to v. */
  static double flat(Precision precision) {
    return precision == Precision.FLOAT ? CohortKernels.FLAT_FLOAT : CohortKernels.FLAT_DOUBLE;
  }

  @Override
  public void begin() {
    if (chords.differ()) {
      chords.set(plane);
    }
  }

  @Override
  public MovingPlane plane() {
    return plane;
  }

  @Override
  public void prepare(long step) {
    xi = draws.xi(step);
    side = plane.side();
    kernels.directionSums(weights, vOffset, starV, xi, p, side, work);
  }

  @Override
  public void pass(
      long step, double pushA, long drawsBefore, MemorySegment star, long starOffset, long xy) {
    long xiBefore = xi;
    double sideBefore = side;
    xi = draws.xi(step);
    side = plane.side();
    kernels.projectedPass(
        weights,
        k,
        pushA,
        drawsBefore,
        star,
        starOffset,
        xy,
        plane.cosine,
        plane.sine,
        vOffset,
        p,
        starV,
        xiBefore,
        xi,
        sideBefore,
        keep,
        pull,
        push,
        side,
        work);
  }

  @Override
  public boolean move(long step, double drift, double spread, double eta, boolean mayWait) {
    double along = LaneSum.ofEight(precision, work, 1);
    double across = LaneSum.ofEight(precision, work, 3);
    double squared = LaneSum.ofEight(precision, work, 5);
    double root = eta * Math.sqrt(spread);
    double left = plane.left();
    double xiE2 = 0;
    double alpha = 0;
    double towards = 0;
    if (plane.sine >= flat) {
      double inverseSine = 1 / plane.sine;
      xiE2 = (across + left * along) * inverseSine;
      alpha = -eta * drift;
      towards = (alpha + root * xiE2) * inverseSine;
    }
    double rest = Math.max(0, squared - along * along - xiE2 * xiE2);
    double squaredBeta = eta * eta * spread * rest; // The next step waits for this, not for a root.
    double length = alpha * alpha + squaredBeta;
    boolean exact =
        UnitNorm.due(step, length) || (length > 0 && plane.sine < CohortKernels.NEAR_POLE);
    double inverse = plane.move(alpha, squaredBeta);
    keep = inverse * (1 + root * along + towards * left);
    pull = inverse * towards;
    push = -inverse * root;
    if (mayWait && !exact) {
      return true;
    }
    kernels.directionStep(weights, vOffset, starV, xi, p, side, keep, pull, push, work);
    if (exact) {
      UnitNorm.restore(kernels, weights, vOffset, paddedP, work);
      chords.differ();
      chords.set(plane);
    }
    return false;
  }

  @Override
  public void end() {
    chords.differ(); // The next run looks whether v is still this.
  }
}
