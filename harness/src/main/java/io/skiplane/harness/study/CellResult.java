package io.skiplane.harness.study;

import io.skiplane.descent.StudentTable;
import io.skiplane.harness.digest.Digest;
import java.util.Arrays;

/**
 * A cell and what else is kept of its students.
 *
 * @param cell the counts
 * @param firstTrapped number of the first trapped student, −1 if there is none
 * @param firstTrappedSteps steps it took, 0 if there is none
 */
record CellResult(Cell cell, long firstTrapped, long firstTrappedSteps) {

  /** Counts the ends of a table whose students have all ended. */
  static CellResult of(long k, long p, Variant variant, StudentTable table) {
    long trapped = 0;
    long undecided = 0;
    long firstTrapped = -1;
    long[] steps = new long[Math.toIntExact(table.count())];
    int success = 0;
    for (long student = 0; student < table.count(); student++) {
      switch (table.outcome(student)) {
        case SUCCESS -> steps[success++] = table.steps(student);
        case TRAPPED -> {
          trapped++;
          firstTrapped = firstTrapped < 0 ? student : firstTrapped;
        }
        case UNDECIDED -> undecided++;
      }
    }
    Arrays.sort(steps, 0, success);
    Cell cell =
        new Cell(
            k,
            p,
            variant,
            table.count(),
            success,
            trapped,
            undecided,
            success == 0 ? -1 : steps[(success - 1) / 2],
            Digest.of(table));
    return new CellResult(cell, firstTrapped, firstTrapped < 0 ? 0 : table.steps(firstTrapped));
  }
}
