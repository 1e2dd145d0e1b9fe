package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.LaneSum;
import io.skiplane.memory.Precision;
import io.skiplane.model.Student;
import java.lang.foreign.MemorySegment;

/**
 * The squared chords ‖v − v*‖² and ‖v + v*‖² as they were last read. A step that follows the plane
 * of v and v* in numbers of its own looks at the begin of a run whether v still is what it left, or
 * was written to.
 */
final class SeenChords {
  private final Kernels kernels;
  private final Student student;
  private final MemorySegment work;
  private final long starV;
  private final long paddedP;
  private double near = Double.NaN;
  private double far = Double.NaN;

  /** v* lies in work. */
  SeenChords(Kernels kernels, Student student, MemorySegment work, long starV) {
    this.kernels = kernels;
    this.student = student;
    this.work = work;
    this.starV = starV;
    paddedP = student.precision().padded(student.shape().p());
  }

  /** Reads the chords; whether they differ from those last read. */
  boolean differ() {
    double nearBefore = near;
    double farBefore = far;
    Precision precision = student.precision();
    kernels.chords(student.memory(), student.vOffset(), starV, paddedP, work);
    near = LaneSum.read(precision, work, 0);
    far = LaneSum.read(precision, work, 1);
    return near != nearBefore || far != farBefore;
  }

  /** Sets the plane to that of the chords last read. */
  void set(MovingPlane plane) {
    plane.read(near, far);
  }
}
