package io.skiplane.harness.report;

import io.skiplane.harness.study.Path;

/**
 * Where gradient descent can end, as aᵀa*: at φ = 0 the global optimum, at φ = π the spurious one.
 *
 * @param optimum ‖a*‖²
 * @param spurious aᵀa* of {@code a = (11ᵀ+(π−1)I)⁻¹(11ᵀ−I)a*}
 */
record StationaryEnds(double optimum, double spurious) {
  /** The ends for the path's teacher; NaN if the path does not know it. */
  static StationaryEnds of(Path path) {
    double b = Math.PI - 1;
    double squaredSum = path.teacherSum() * path.teacherSum();
    return new StationaryEnds(
        path.teacherSquaredNorm(),
        (Math.PI * squaredSum / (path.k() + b) - path.teacherSquaredNorm()) / b);
  }
}
