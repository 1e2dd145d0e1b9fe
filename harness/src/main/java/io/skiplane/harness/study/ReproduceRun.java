package io.skiplane.harness.study;

import java.util.List;

/**
 * Everything that {@code reproduce} found.
 *
 * @param info what ran
 * @param teacherNorm ‖a*‖ in words or numbers as given, for captions
 * @param teacherSum 1ᵀa* likewise
 * @param angle angle between v* and the shortcut 1/√p
 * @param tolerance success is ‖a−a*‖² + ‖v−v*‖² below this
 * @param cells a cell for each k and variant, by k then variant
 * @param claims the paper's claims
 * @param agreements how far the five steps agree
 * @param paths the ways shown in the report: first a ResNet start, then a trapped plain CNN start
 *     if any
 */
public record ReproduceRun(
    RunInfo info,
    String teacherNorm,
    String teacherSum,
    double angle,
    double tolerance,
    List<Cell> cells,
    List<Claim> claims,
    List<Agreement> agreements,
    List<Path> paths) {
  /** Copies the lists. */
  public ReproduceRun {
    cells = List.copyOf(cells);
    claims = List.copyOf(claims);
    agreements = List.copyOf(agreements);
    paths = List.copyOf(paths);
  }
}
