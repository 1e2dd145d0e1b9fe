package io.skiplane.harness.sweep;

import io.skiplane.harness.study.RunInfo;
import java.util.List;

/**
 * Everything that a sweep found.
 *
 * @param name {@code phase}, {@code warmup}, {@code batch}, {@code noise}, or {@code sweep} for a
 *     grid of the user's
 * @param info what ran
 * @param axes the parameters of more than one value, the first slowest; all others are the same in
 *     all cells, unless they follow from k
 * @param students of each cell
 * @param cells all of them, in row-major order of the axes
 * @param findings what the run shows, a sentence each
 * @param digest of all students' ends, whatever ran them
 */
public record SweepRun(
    String name,
    RunInfo info,
    List<Axis> axes,
    long students,
    List<SweepCell> cells,
    List<String> findings,
    String digest) {
  /** Copies the lists. */
  public SweepRun {
    axes = List.copyOf(axes);
    cells = List.copyOf(cells);
    findings = List.copyOf(findings);
  }

  /** The cell at these positions on the axes. */
  public SweepCell cell(int... positions) {
    int index = 0;
    for (int axis = 0; axis < axes.size(); axis++) {
      index = index * axes.get(axis).size() + positions[axis];
    }
    return cells.get(index);
  }
}
