package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.ReducedLanes;
import io.skiplane.lanes.Twins;
import io.skiplane.lanes.scalar.Angle;
import io.skiplane.memory.Precision;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/**
 * The reduced recurrence for one student, which uses one lane of a vector; many students belong
 * into an ensemble. The state is taken from the student when the step is made; a and v are written
 * at the end of each run: a = a* + x·1 + y·a* + the shrunken part of a₀ across span{1, a*}, v = cos
 * φ v* + sin φ e with e the unit vector of v₀ across v*.
 */
final class ReducedStep implements GradientStep {
  private final Kernels kernels;
  private final Precision precision;
  private final Student student;
  private final Teacher teacher;
  private final ReducedCoordinates coordinates;
  private final MemorySegment work;
  private final long across;
  private final long aside;

  /** Shrinkage of a's part across the span by the steps before those of the present step size. */
  private double shrunken = 1;

  private double presentEtaA;
  private long presentSteps;

  ReducedStep(SegmentAllocator memory, Student student, Teacher teacher) {
    this.student = student;
    this.teacher = teacher;
    precision = student.precision();
    kernels = Twins.chosen(precision);
    long k = student.shape().k();
    coordinates = new ReducedCoordinates(k, teacher.sum(), teacher.squaredNorm());
    Offsets offsets = new Offsets(precision);
    across = offsets.doubles(k);
    aside = offsets.doubles(student.shape().p());
    work = offsets.allocate(memory, student);
    readOutputWeight();
    readPatchWeight();
  }

  @Override
  public long run(long first, long count, double etaA, double etaW) {
    coordinates.writeStepSizes(work, precision, 1, 0, etaA, etaW);
    double sum = get(ReducedLanes.SUM);
    double alignment = get(ReducedLanes.ALIGNMENT);
    double phi = get(ReducedLanes.PHI);
    kernels.reduced(work, 1, count);
    if (!finite()) {
      set(ReducedLanes.SUM, sum);
      set(ReducedLanes.ALIGNMENT, alignment);
      set(ReducedLanes.PHI, phi);
      return stepsUntilNotFinite(count);
    }
    count(etaA, count);
    writeOutputWeight();
    writePatchWeight();
    return count;
  }

  @Override
  public double[] state() {
    return new double[] {
      get(ReducedLanes.SUM),
      get(ReducedLanes.ALIGNMENT),
      get(ReducedLanes.PHI),
      shrunken,
      presentEtaA,
      presentSteps
    };
  }

  @Override
  public void resume(double[] state) {
    GradientStep.super.resume(state);
    set(ReducedLanes.SUM, state[0]);
    set(ReducedLanes.ALIGNMENT, state[1]);
    set(ReducedLanes.PHI, state[2]);
    shrunken = state[3];
    presentEtaA = state[4];
    presentSteps = (long) state[5];
  }

  /** Powers are taken over whole phases, so that the bits do not depend on the runs' lengths. */
  private void count(double etaA, long steps) {
    if (etaA != presentEtaA) {
      shrunken *= ReducedCoordinates.shrinkage(presentEtaA, presentSteps);
      presentEtaA = etaA;
      presentSteps = 0;
    }
    presentSteps += steps;
  }

  /** Takes the steps again, one by one, to find the one that fails. */
  private long stepsUntilNotFinite(long count) {
    for (long done = 0; done < count; done++) {
      kernels.reduced(work, 1, 1);
      if (!finite()) {
        return done;
      }
    }
    return count;
  }

  private boolean finite() {
    return Double.isFinite(get(ReducedLanes.SUM))
        && Double.isFinite(get(ReducedLanes.ALIGNMENT))
        && Double.isFinite(get(ReducedLanes.PHI));
  }

  private void readOutputWeight() {
    double sum = 0;
    double alignment = 0;
    for (long j = 0; j < student.shape().k(); j++) {
      sum += student.a(j);
      alignment = Math.fma(student.a(j), teacher.a(j), alignment);
    }
    set(ReducedLanes.SUM, sum);
    set(ReducedLanes.ALIGNMENT, alignment);
    double x = coordinates.onOnes(sum, alignment);
    double y = coordinates.onTeacher(sum, alignment);
    for (long j = 0; j < student.shape().k(); j++) {
      double star = teacher.a(j);
      put(across, j, student.a(j) - star - (x + y * star));
    }
  }

  private void readPatchWeight() {
    double near = 0;
    double far = 0;
    for (long i = 0; i < student.shape().p(); i++) {
      double d = student.v(i) - teacher.v(i);
      double e = student.v(i) + teacher.v(i);
      near = Math.fma(d, d, near);
      far = Math.fma(e, e, far);
    }
    set(ReducedLanes.PHI, Angle.between(near, far));
    double side = near <= far ? 1 : -1;
    double left = (side > 0 ? near : -far) / 2;
    double length = 0;
    for (long i = 0; i < student.shape().p(); i++) {
      // v − cv* without cancellation, as v − side·v* + (side − c)v*
      double e = student.v(i) - side * teacher.v(i) + left * teacher.v(i);
      put(aside, i, e);
      length = Math.fma(e, e, length);
    }
    double scale = length > 0 ? 1 / Math.sqrt(length) : 0;
    for (long i = 0; i < student.shape().p(); i++) {
      put(aside, i, take(aside, i) * scale);
    }
  }

  private void writeOutputWeight() {
    double x = coordinates.onOnes(get(ReducedLanes.SUM), get(ReducedLanes.ALIGNMENT));
    double y = coordinates.onTeacher(get(ReducedLanes.SUM), get(ReducedLanes.ALIGNMENT));
    double factor = shrunken * ReducedCoordinates.shrinkage(presentEtaA, presentSteps);
    for (long j = 0; j < student.shape().k(); j++) {
      double star = teacher.a(j);
      student.setA(j, star + (x + y * star) + factor * take(across, j));
    }
  }

  private void writePatchWeight() {
    double signed = get(ReducedLanes.PHI);
    double cosine = Angle.cosine(Math.abs(signed));
    double sine = Math.copySign(Angle.sine(Math.abs(signed)), signed);
    for (long i = 0; i < student.shape().p(); i++) {
      student.setV(i, Math.fma(cosine, teacher.v(i), sine * take(aside, i)));
    }
  }

  private double get(ReducedLanes array) {
    return ReducedCoordinates.get(work, precision, 1, 0, array);
  }

  private void set(ReducedLanes array, double value) {
    ReducedCoordinates.set(work, precision, 1, 0, array, value);
  }

  private double take(long offset, long index) {
    return work.get(ValueLayout.JAVA_DOUBLE, offset + index * Double.BYTES);
  }

  private void put(long offset, long index, double value) {
    work.set(ValueLayout.JAVA_DOUBLE, offset + index * Double.BYTES, value);
  }
}
