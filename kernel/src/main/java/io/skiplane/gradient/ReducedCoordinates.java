package io.skiplane.gradient;

import io.skiplane.lanes.ReducedLanes;
import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;

/**
 * What the reduced recurrence leaves out and how it comes back.
 *
 * <p>a − a* splits into its part in span{1, a*}, fixed by S − S* and T − N through the Gram matrix
 * of 1 and a*, and its part across it, which shrinks by 1 − e(π−1) a step whatever the rest does.
 *
 * @param k number of patches
 * @param teacherSum S* = 1ᵀa*
 * @param squaredNorm N = ‖a*‖²
 */
public record ReducedCoordinates(double k, double teacherSum, double squaredNorm) {
  /** Below this determinant, relative to kN, a* counts as a multiple of 1. */
  private static final double PARALLEL = 1e-14;

  /**
   * {@return coefficient of 1 in the part of a − a* within span{1, a*}}
   *
   * @param sum S = 1ᵀa
   * @param alignment T = aᵀa*
   */
  public double onOnes(double sum, double alignment) {
    double ds = sum - teacherSum;
    double dt = alignment - squaredNorm;
    return parallel() ? ds / k : (ds * squaredNorm - dt * teacherSum) / determinant();
  }

  /**
   * {@return coefficient of a* in the part of a − a* within span{1, a*}}
   *
   * @param sum S = 1ᵀa
   * @param alignment T = aᵀa*
   */
  public double onTeacher(double sum, double alignment) {
    double ds = sum - teacherSum;
    double dt = alignment - squaredNorm;
    return parallel() ? 0 : (k * dt - teacherSum * ds) / determinant();
  }

  /**
   * {@return squared length of the part of a − a* within span{1, a*}}
   *
   * @param sum S = 1ᵀa
   * @param alignment T = aᵀa*
   */
  public double squaredWithin(double sum, double alignment) {
    double ds = sum - teacherSum;
    double dt = alignment - squaredNorm;
    return Math.max(0, ds * onOnes(sum, alignment) + dt * onTeacher(sum, alignment));
  }

  /**
   * {@return squared length of the part of a across span{1, a*}, from ‖a‖², 1ᵀa and aᵀa*}
   *
   * @param squaredA ‖a‖²
   * @param sum S = 1ᵀa
   * @param alignment T = aᵀa*
   */
  public double squaredAcross(double squaredA, double sum, double alignment) {
    // a's own part within the span: the same formulas with a* = 0 as the origin.
    double x = parallel() ? sum / k : (sum * squaredNorm - alignment * teacherSum) / determinant();
    double y = parallel() ? 0 : (k * alignment - teacherSum * sum) / determinant();
    return Math.max(0, squaredA - (sum * x + alignment * y));
  }

  /**
   * {@return the factor by which steps of size {@code etaA} shrink the part across the span}
   *
   * @param etaA step size of a, finite and not negative
   * @param steps how many, at least 0
   */
  public static double shrinkage(double etaA, long steps) {
    double square = 1 - etaA / (2 * Math.PI) * (Math.PI - 1);
    double factor = 1;
    for (long rest = steps; rest > 0; rest >>= 1) {
      factor *= (rest & 1) == 0 ? 1 : square;
      square *= square;
    }
    return factor;
  }

  /**
   * Writes one lane's coefficients for given step sizes.
   *
   * @param lanes the lanes of an ensemble, written or read at one
   * @param precision format of the numbers
   * @param vectors vectors of lanes in use
   * @param lane which lane, from 0
   * @param etaA step size of a, finite and not negative
   * @param etaW step size of w, finite and not negative
   */
  public void writeStepSizes(
      MemorySegment lanes, Precision precision, int vectors, int lane, double etaA, double etaW) {
    double e = etaA / (2 * Math.PI);
    set(lanes, precision, vectors, lane, ReducedLanes.SUM_KEEP, 1 - e * (k + Math.PI - 1));
    set(lanes, precision, vectors, lane, ReducedLanes.ALIGNMENT_KEEP, 1 - e * (Math.PI - 1));
    set(lanes, precision, vectors, lane, ReducedLanes.SCALED_SUM, e * teacherSum);
    set(lanes, precision, vectors, lane, ReducedLanes.SUM_SHIFT, e * teacherSum * (k - 1));
    set(lanes, precision, vectors, lane, ReducedLanes.SCALED_NORM, e * squaredNorm);
    double alignmentShift = e * (teacherSum * teacherSum - squaredNorm);
    set(lanes, precision, vectors, lane, ReducedLanes.ALIGNMENT_SHIFT, alignmentShift);
    set(lanes, precision, vectors, lane, ReducedLanes.TURN, etaW / (2 * Math.PI));
  }

  /**
   * Reads one number of a lane.
   *
   * @param lanes the lanes of an ensemble, written or read at one
   * @param precision format of the numbers
   * @param vectors vectors of lanes in use
   * @param lane which lane, from 0
   * @param array which number of it
   * @return the number
   */
  public static double get(
      MemorySegment lanes, Precision precision, int vectors, int lane, ReducedLanes array) {
    return precision.get(lanes, array.offset(vectors), lane);
  }

  /**
   * Writes one number of a lane.
   *
   * @param lanes the lanes of an ensemble, written or read at one
   * @param precision format of the numbers
   * @param vectors vectors of lanes in use
   * @param lane which lane, from 0
   * @param array which number of it
   * @param value what to write
   */
  public static void set(
      MemorySegment lanes,
      Precision precision,
      int vectors,
      int lane,
      ReducedLanes array,
      double value) {
    precision.set(lanes, array.offset(vectors), lane, value);
  }

  private double determinant() {
    return k * squaredNorm - teacherSum * teacherSum;
  }

  private boolean parallel() {
    return determinant() <= PARALLEL * k * squaredNorm;
  }
}
