package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.model.Student;
import java.lang.foreign.MemorySegment;

/** One column: v is ±1, and rounding errors are all that could move it. */
final class FixedMove implements FirstLayerMove {
  private final Kernels kernels;
  private final Student student;
  private final MemorySegment work;
  private final long starV;
  private final SeenChords chords;
  private final MovingPlane plane = new MovingPlane();

  FixedMove(Kernels kernels, Student student, MemorySegment work, long starV) {
    this.kernels = kernels;
    this.student = student;
    this.work = work;
    this.starV = starV;
    chords = new SeenChords(kernels, student, work, starV);
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
  public void prepare(long step) {}

  @Override
  public void pass(
      long step, double push, long drawsBefore, MemorySegment star, long starOffset, long draws) {
    kernels.projectedPass(
        student.memory(),
        student.shape().k(),
        push,
        drawsBefore,
        star,
        starOffset,
        draws,
        plane.cosine,
        plane.sine,
        student.vOffset(),
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
    return mayWait;
  }

  @Override
  public void end() {}
}
