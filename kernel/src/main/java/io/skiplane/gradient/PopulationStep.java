package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.LaneSum;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Precision;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * Population gradient descent by its closed form:
 *
 * <pre>
 * ∇_a L = (1/2π)[1(S − S*) + (π−1)a − (G−1)a*]      ∇_w L = −(T(π−φ)/2π)(I − vvᵀ)v*
 * </pre>
 *
 * <p>What drives a step, S = 1ᵀa, T = aᵀa* and φ, follows from the step before by the same
 * formulas. So a block of steps is planned first, as two tables of numbers, and then each weight
 * goes through all of its steps while it is in a register: every step is taken, in the order of the
 * steps, and no sum over the weights delays the next. A block ends where v is normalised, at every
 * 64th step by number; there S, T and φ are read from the weights again, so rounding errors do not
 * add up.
 */
final class PopulationStep implements GradientStep {
  private final Kernels kernels;
  private final MemorySegment weights;
  private final MemorySegment work;
  private final long vOffset;
  private final long starA;
  private final long starV;
  private final long outputTable;
  private final long planeTable;
  private final long k;
  private final long paddedK;
  private final long paddedP;
  private final double teacherSum;
  private final double teacherSquare;
  private final double largest;
  private final Precision precision;

  private final Plane plane = new Plane();
  private double sum;
  private double alignment;

  /** The sums over the weights when last read; a difference means that the weights are others. */
  private double seenSum = Double.NaN;

  private double seenAlignment;
  private double seenNear;
  private double seenFar;

  PopulationStep(SegmentAllocator memory, Student student, Teacher teacher) {
    precision = student.precision();
    kernels = Twins.chosen(precision);
    weights = student.memory();
    vOffset = student.vOffset();
    k = student.shape().k();
    paddedK = precision.padded(k);
    paddedP = precision.padded(student.shape().p());
    teacherSum = teacher.sum();
    teacherSquare = teacher.squaredNorm();
    largest = precision == Precision.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
    Offsets offsets = new Offsets(precision);
    starA = offsets.array(k);
    starV = offsets.array(student.shape().p());
    outputTable = offsets.array(2 * UnitNorm.INTERVAL);
    planeTable = offsets.array(3 * UnitNorm.INTERVAL);
    work = offsets.allocate(memory, student);
    Offsets.copyTeacher(teacher, precision, work, starA, starV);
  }

  @Override
  public long run(long first, long count, double etaA, double etaW) {
    if (readSums()) {
      takeSums();
    }
    double e = etaA / (2 * Math.PI);
    double keep = 1 - e * (Math.PI - 1);
    long done = 0;
    while (done < count) {
      long block = Math.min(count - done, UnitNorm.stepsUntilDue(first + done));
      for (long step = 0; step < block; step++) {
        plan(step, e, keep, etaW / (2 * Math.PI));
        if (!finite()) {
          return done + step;
        }
      }
      kernels.outputSteps(weights, 0, starA, k, keep, block, outputTable, work);
      kernels.planeSteps(weights, vOffset, starV, paddedP, block, planeTable, work);
      done += block;
      if (UnitNorm.due(first + done - 1)) {
        UnitNorm.restore(kernels, weights, vOffset, paddedP, work);
        readSums();
        takeSums();
        if (!finite()) {
          return done - 1;
        }
      } else {
        readSums(); // The run ends here; the next one looks whether the weights are still these.
      }
    }
    return count;
  }

  /** Writes the numbers of one step to the tables and takes S, T and φ through it. */
  private void plan(long step, double e, double keep, double turn) {
    double h = turn * alignment * plane.rest;
    double gain = e * (plane.g() - 1);
    double shift = -e * (sum - teacherSum);
    precision.set(work, outputTable, 2 * step, gain);
    precision.set(work, outputTable, 2 * step + 1, shift);
    alignment = Math.fma(alignment, keep, Math.fma(gain, teacherSquare, shift * teacherSum));
    sum = Math.fma(sum, keep, Math.fma(gain, teacherSum, shift * k));

    // v ← (v + h(v* − cv))/√(1 + t²), with v* − cv = (v* − side·v) + (side − c)v and t = h sin φ.
    precision.set(work, planeTable, 3 * step, -plane.side);
    double longer = h * plane.left;
    double t = h * plane.sine;
    double inverse = plane.turn(t);
    double shorter =
        t * inverse * (t * inverse) / (1 + inverse); // 1 − inverse, to its own precision
    precision.set(work, planeTable, 3 * step + 1, inverse * longer - shorter);
    precision.set(work, planeTable, 3 * step + 2, inverse * h);
  }

  /** Reads the sums over the weights; whether they differ from those last read. */
  private boolean readSums() {
    kernels.outputSums(weights, 0, starA, paddedK, work);
    double nowSum = LaneSum.read(precision, work, 0);
    double nowAlignment = LaneSum.read(precision, work, 1);
    kernels.chords(weights, vOffset, starV, paddedP, work);
    double nowNear = LaneSum.read(precision, work, 0);
    double nowFar = LaneSum.read(precision, work, 1);
    boolean same =
        nowSum == seenSum
            && nowAlignment == seenAlignment
            && nowNear == seenNear
            && nowFar == seenFar;
    seenSum = nowSum;
    seenAlignment = nowAlignment;
    seenNear = nowNear;
    seenFar = nowFar;
    return !same;
  }

  private void takeSums() {
    sum = seenSum;
    alignment = seenAlignment;
    plane.read(seenNear, seenFar);
  }

  /** Whether the numbers that drive the next step lie within the student's range. */
  private boolean finite() {
    return Math.abs(sum) <= largest
        && Math.abs(alignment) <= largest
        && Double.isFinite(plane.rest + plane.sine);
  }
}
