package io.skiplane.harness.report.path;

import io.skiplane.descent.Point;
import io.skiplane.harness.report.run.RunFiles;
import io.skiplane.harness.report.run.RunTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The points of a trajectory that a page shows: as many as a drawing can tell apart. */
public final class Trajectory {
  /** Points kept along the steps, and as many along their logarithm. */
  private static final double POINTS = 500;

  private final List<Point> kept = new ArrayList<>();
  private final double steps;
  private Point last = new Point(-1, 0, 0, 0, 0, 0);
  private long read;

  private Trajectory(double steps) {
    this.steps = Math.max(2, steps);
  }

  /**
   * Reads a table of points.
   *
   * @param steps the last point's
   */
  public static Trajectory read(RunFiles run, String table, long steps) throws IOException {
    Trajectory trajectory = new Trajectory(steps);
    run.table(table, trajectory::take);
    if (trajectory.read > 0 && !trajectory.kept.getLast().equals(trajectory.last)) {
      trajectory.kept.add(trajectory.last);
    }
    return trajectory;
  }

  /** The points kept, the first and the last among them. */
  public List<Point> points() {
    return List.copyOf(kept);
  }

  /** Points that the table holds. */
  public long read() {
    return read;
  }

  private void take(RunTable row) {
    last = row.point();
    read++;
    long before = kept.isEmpty() ? -1 : kept.getLast().step();
    boolean far = last.step() - before >= steps / POINTS;
    boolean farByLog =
        last.step() > before && log(last.step()) - log(before) >= log(steps) / POINTS;
    if (kept.isEmpty() || far || farByLog) {
      kept.add(last);
    }
  }

  private static double log(double step) {
    return Math.log(Math.max(1, step));
  }
}
