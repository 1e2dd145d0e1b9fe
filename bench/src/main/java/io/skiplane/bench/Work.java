package io.skiplane.bench;

import io.skiplane.bench.rows.StepKind;
import io.skiplane.lanes.Twins;

/** What a row times, ready to run; a fork has one, so the JVM calls it directly. */
interface Work {
  /** Takes so many steps, student-steps or numbers. */
  void run(int operations);

  /** Puts the state back to where it began. */
  void rewind();

  /** Ends what helps. */
  default void close() {}

  /** The work of one kind of step. */
  static Work of(StepKind kind, Problem problem) {
    return switch (kind) {
      case REDUCED -> new ReducedWork(problem, Twins.chosen(problem.precision));
      case NORMALS -> new NormalsWork(problem, Twins.chosen(problem.precision));
      case RESIDENT_LANES -> new EnsembleWork(problem);
      case RESIDENT_TEAM, DENSE_TEAM -> new TeamWork(problem, kind, kind.threads() - 1);
      case POPULATION, DENSE, PROJECTED, RESIDENT -> new DescentWork(problem, kind);
    };
  }
}
