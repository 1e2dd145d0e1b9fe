package io.skiplane.harness.study;

import io.skiplane.harness.engine.Outcomes;

/**
 * A cell and what else is kept of its students.
 *
 * @param cell the counts
 * @param firstTrapped number of the first trapped student, −1 if there is none
 * @param firstTrappedSteps steps it took, 0 if there is none
 */
record CellResult(Cell cell, long firstTrapped, long firstTrappedSteps) {

  /** What became of a cell's students. */
  static CellResult of(long k, long p, Variant variant, Outcomes outcomes) {
    Cell cell =
        new Cell(
            k,
            p,
            variant,
            outcomes.students(),
            outcomes.success(),
            outcomes.trapped(),
            outcomes.undecided(),
            outcomes.stepsMedian(),
            outcomes.digest());
    return new CellResult(cell, outcomes.firstTrapped(), outcomes.firstTrappedSteps());
  }
}
