package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
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
 * <p>Each pass over a and over v also sums what the next step needs, so a step reads the weights
 * once.
 */
final class PopulationStep implements GradientStep {
  private final Kernels kernels;
  private final MemorySegment weights;
  private final MemorySegment work;
  private final long vOffset;
  private final long starA;
  private final long starV;
  private final long k;
  private final long paddedK;
  private final long paddedP;
  private final double teacherSum;
  private final Precision precision;

  private final Plane plane = new Plane();
  private double sum;
  private double alignment;
  private double near;
  private double far;

  PopulationStep(SegmentAllocator memory, Student student, Teacher teacher) {
    precision = student.precision();
    kernels = Twins.chosen(precision);
    weights = student.memory();
    vOffset = student.vOffset();
    k = student.shape().k();
    paddedK = precision.padded(k);
    paddedP = precision.padded(student.shape().p());
    teacherSum = teacher.sum();
    Offsets offsets = new Offsets(precision);
    starA = offsets.array(k);
    starV = offsets.array(student.shape().p());
    work = offsets.allocate(memory, student);
    Offsets.copyTeacher(teacher, precision, work, starA, starV);
  }

  @Override
  public long run(long first, long count, double etaA, double etaW) {
    kernels.outputSums(weights, 0, starA, paddedK, work);
    readOutputSums();
    kernels.chords(weights, vOffset, starV, paddedP, work);
    readChords();
    for (long done = 0; done < count; done++) {
      step(first + done, etaA / (2 * Math.PI), etaW / (2 * Math.PI));
      if (!finite()) {
        return done;
      }
    }
    return count;
  }

  private void step(long step, double e, double turn) {
    plane.read(near, far);
    movePatchWeight(turn * alignment * plane.rest);
    if (UnitNorm.due(step)) {
      UnitNorm.restore(kernels, weights, vOffset, paddedP, work);
      kernels.chords(weights, vOffset, starV, paddedP, work);
      readChords();
    }
    double shift = -e * (sum - teacherSum);
    kernels.outputStep(
        weights, 0, starA, k, 1 - e * (Math.PI - 1), e * (plane.g() - 1), shift, work);
    readOutputSums();
  }

  /** v ← (v + h(v* − cv))/√(1 + h² sin²φ), with v* − cv = (v* − side·v) + (side − c)v. */
  private void movePatchWeight(double h) {
    double turned = h * plane.sine;
    double inverse = 1 / Math.sqrt(1 + turned * turned);
    double keep = inverse * (1 + h * plane.left);
    kernels.planeStep(weights, vOffset, starV, paddedP, plane.side, keep, inverse * h, work);
    readChords();
  }

  private void readOutputSums() {
    sum = LaneSums.read(precision, work, 0);
    alignment = LaneSums.read(precision, work, 1);
  }

  private void readChords() {
    near = LaneSums.read(precision, work, 0);
    far = LaneSums.read(precision, work, 1);
  }

  private boolean finite() {
    return Double.isFinite(sum) && Double.isFinite(alignment) && Double.isFinite(near + far);
  }
}
