package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.LaneSum;
import io.skiplane.lanes.Twins;
import io.skiplane.lanes.scalar.Angle;
import io.skiplane.memory.Precision;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * The population loss and its gradient by their closed forms, from differences to the teacher, so
 * that both keep their digits near the optimum:
 *
 * <pre>
 * ∇_a L = (1/2π)[1(S−S*) + (π−1)(a−a*) + (π−G)a*]    ∇_w L = −(T(π−φ)/2π)(v* − cos φ v)
 * </pre>
 */
final class PopulationGradient implements PointGradient {
  private final Kernels kernels;
  private final Precision precision;
  private final MemorySegment weights;
  private final MemorySegment work;
  private final long vOffset;
  private final long starA;
  private final long starV;
  private final long table;
  private final long k;
  private final long p;
  private final long paddedK;
  private final long paddedP;
  private final Plane plane = new Plane();

  PopulationGradient(SegmentAllocator memory, Student student, Teacher teacher) {
    precision = student.precision();
    kernels = Twins.chosen(precision);
    weights = student.memory();
    vOffset = student.vOffset();
    k = student.shape().k();
    p = student.shape().p();
    paddedK = precision.padded(k);
    paddedP = precision.padded(p);
    Offsets offsets = new Offsets(precision);
    starA = offsets.array(k);
    starV = offsets.array(p);
    table = offsets.array(2);
    work = offsets.allocate(memory, student);
    Offsets.copyTeacher(teacher, precision, work, starA, starV);
  }

  @Override
  public double at(long step, MemorySegment gradA, MemorySegment gradW) {
    kernels.outputSums(weights, 0, starA, paddedK, work);
    double alignment = LaneSum.read(precision, work, 1);
    kernels.chords(weights, 0, starA, paddedK, work);
    double squaredDistanceA = LaneSum.read(precision, work, 0);
    kernels.chords(weights, vOffset, starV, paddedP, work);
    double near = LaneSum.read(precision, work, 0);
    double far = LaneSum.read(precision, work, 1);
    double phi = Angle.between(near, far);
    plane.read(near, far);

    // a − a* first, as the sum of its entries is wanted: S and S* would cancel.
    long bytes = paddedK * precision.bytes();
    MemorySegment.copy(weights, 0, gradA, 0, bytes);
    kernels.addScaled(-1, work, starA, gradA, 0, paddedK);
    kernels.outputSums(gradA, 0, starA, paddedK, work);
    double sumDifference = LaneSum.read(precision, work, 0);
    double gain = PopulationLoss.gap(phi) / (2 * Math.PI);
    precision.set(work, table, 0, gain);
    precision.set(work, table, 1, sumDifference / (2 * Math.PI));
    double keep = (Math.PI - 1) / (2 * Math.PI);
    kernels.outputSteps(gradA, 0, starA, k, keep, 1, table, work);

    gradientW(-alignment * plane.rest / (2 * Math.PI), gradW);
    return PopulationLoss.of(phi, alignment, squaredDistanceA, sumDifference);
  }

  /** {@code scale·(v* − cos φ v)}, with v* − cos φ v = (v* − side·v) + (side − cos φ)v. */
  private void gradientW(double scale, MemorySegment gradW) {
    if (p == 1) {
      kernels.clear(gradW, 0, paddedP * precision.bytes()); // Rounding errors are all there is.
      return;
    }
    MemorySegment.copy(work, starV, gradW, 0, paddedP * precision.bytes());
    kernels.addScaled(-plane.side, weights, vOffset, gradW, 0, paddedP);
    kernels.combine(scale, gradW, 0, scale * plane.left, weights, vOffset, paddedP);
  }
}
