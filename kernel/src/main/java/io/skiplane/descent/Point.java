package io.skiplane.descent;

import io.skiplane.model.Student;
import io.skiplane.model.Teacher;

/**
 * Where a student stands relative to its teacher.
 *
 * @param step steps taken
 * @param loss population loss L
 * @param phi φ, angle between v and v*, in radians
 * @param alignment T = aᵀa*
 * @param squaredDistanceA ‖a − a*‖²
 * @param squaredDistanceV ‖v − v*‖²
 */
public record Point(
    long step,
    double loss,
    double phi,
    double alignment,
    double squaredDistanceA,
    double squaredDistanceV) {

  /**
   * Where a student stands now, measured in double; for loops of one's own.
   *
   * @param step steps taken, as the point is to tell
   * @param student not modified
   * @param teacher of the same shape, not modified
   * @return the point
   * @throws IllegalArgumentException if the shapes differ
   * @throws IllegalStateException if an arena is closed
   */
  public static Point of(long step, Student student, Teacher teacher) {
    teacher.checkFits(student.shape());
    Measure measure = new Measure();
    measure.read(student, teacher);
    return measure.point(step);
  }

  /** {@return ‖a − a*‖² + ‖v − v*‖², which a success has below its tolerance} */
  public double squaredDistance() {
    return squaredDistanceA + squaredDistanceV;
  }
}
