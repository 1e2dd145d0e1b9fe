package io.skiplane.bench.report;

import io.skiplane.bench.rows.Caches;
import io.skiplane.bench.rows.Cost;
import io.skiplane.bench.rows.Level;
import io.skiplane.bench.rows.Limits;
import io.skiplane.bench.rows.Row;
import io.skiplane.memory.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * A row measured, held against its limit and its scalar twin.
 *
 * @param row the row
 * @param precision format
 * @param vector the vector kernel's result
 * @param scalar nanoseconds of the scalar twin, the median of its few iterations: one that was
 *     disturbed counts as one; NaN if it did not run
 * @param cost what the step cannot do without
 * @param level from which its numbers come
 * @param limit least nanoseconds by the limits of the machine
 * @param generator nanoseconds of its normals alone
 */
record RowFigures(
    Row row,
    Precision precision,
    Measured vector,
    double scalar,
    Cost cost,
    Level level,
    double limit,
    double generator) {

  /** The rows of one precision that were measured, in their order. */
  static List<RowFigures> of(Results results, Precision precision, Caches caches) {
    Limits limits = results.limits();
    List<RowFigures> figures = new ArrayList<>();
    for (Row row : Row.values()) {
      results
          .row(row, precision, "vector")
          .ifPresent(
              vector -> {
                Cost cost = Cost.of(row, precision);
                Level level = cost.level(row, precision, caches);
                double scalar =
                    results.row(row, precision, "scalar").map(Measured::median).orElse(Double.NaN);
                figures.add(
                    new RowFigures(
                        row,
                        precision,
                        vector,
                        scalar,
                        cost,
                        level,
                        cost.limit(limits, precision, level, row.kind().threads()),
                        cost.generator(limits, precision, row.kind().threads())));
              });
    }
    return figures;
  }

  /** Nanoseconds of a step. */
  double ns() {
    return vector.score();
  }

  /** The limit as a share of the time. */
  double share() {
    return limit / ns();
  }

  /** Times that the vector kernel is faster than its scalar twin. */
  double fasterBy() {
    return scalar / ns();
  }

  /** Nanoseconds of hand-written C, measured elsewhere; NaN if there is none. */
  double reference() {
    return row.reference(precision);
  }

  /** GFLOP/s. */
  double gigaflops() {
    return cost.flops() / ns();
  }

  /** The row's name, and where it really sits if that is not where it was pinned to. */
  String text() {
    boolean moved = row.level() != null && row.level() != level;
    return row.text() + (moved ? ", in fact " + level : "");
  }
}
