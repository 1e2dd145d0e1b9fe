package io.skiplane.harness.study;

import io.skiplane.descent.Point;
import java.util.List;

/**
 * The way of one student.
 *
 * @param name what it shows, for example "ResNet start" or "plain CNN start, trapped"
 * @param variant its start and step sizes
 * @param k number of patches
 * @param student its number, which with the run's seed names its start
 * @param teacherSquaredNorm ‖a*‖² of its teacher; NaN if not known
 * @param teacherSum 1ᵀa* of its teacher; NaN if not known
 * @param points from the start on, in the order of the steps
 */
public record Path(
    String name,
    Variant variant,
    long k,
    long student,
    double teacherSquaredNorm,
    double teacherSum,
    List<Point> points) {
  /** Copies the points. */
  public Path {
    points = List.copyOf(points);
  }

  /** A path without its teacher: the two stationary ends are then not known. */
  public Path(String name, Variant variant, long k, long student, List<Point> points) {
    this(name, variant, k, student, Double.NaN, Double.NaN, points);
  }
}
