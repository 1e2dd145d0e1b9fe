package io.skiplane.harness.report.sweep;

import io.skiplane.harness.page.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A bound of the theory, drawn into a map where an axis has it.
 *
 * @param axis name of the axis
 * @param at its value there
 * @param text beside the line
 * @param dash whether the line is dashed
 * @param explanation for the caption
 */
record Theory(String axis, double at, String text, boolean dash, String explanation) {
  /** The bounds that this grid has a place for. */
  static List<Theory> of(SweepGrid grid) {
    List<Theory> lines = new ArrayList<>();
    if (within(grid, "angle", Math.PI / 2)) {
      lines.add(
          new Theory(
              "angle",
              Math.PI / 2,
              "‖w*‖ = √2",
              false,
              "Solid line: ‖w*‖ = ‖v* − 1/√p‖ = √2, where v* is at π/2 to the shortcut; the theory"
                  + " covers what lies before it."));
    }
    double k = grid.fixedNumber("k");
    double norm = grid.fixedNumber("teacherSum") * Math.sqrt(Math.PI / (k + Math.PI - 1));
    if (within(grid, "teacherNorm", Math.abs(norm))) {
      lines.add(
          new Theory(
              "teacherNorm",
              Math.abs(norm),
              "S*² = N(k+π−1)/π",
              true,
              "Dashed line: with S* = 1ᵀa* and N = ‖a*‖², the spurious optimum is a local minimum"
                  + " if S*² < N(k+π−1)/π, here for ‖a*‖ above "
                  + Numbers.number(Math.abs(norm))
                  + "; below, it is no local minimum, and students can leave it."));
    }
    return lines;
  }

  private static boolean within(SweepGrid grid, String column, double at) {
    for (int i = 0; i < grid.axes().size(); i++) {
      if (grid.axes().get(i).column().equals(column) && grid.independent(i)) {
        double first = number(grid, i, 0);
        double last = number(grid, i, grid.axes().get(i).labels().size() - 1);
        return first < at && at < last;
      }
    }
    return false;
  }

  private static double number(SweepGrid grid, int axis, int position) {
    return grid.cellAt(axis, position).value(grid.axes().get(axis).column()) instanceof Number n
        ? n.doubleValue()
        : Double.NaN;
  }

  Map<String, Object> settings() {
    return Map.of("axis", axis, "at", at, "text", text, "dash", dash);
  }
}
