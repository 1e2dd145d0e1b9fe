package io.skiplane.harness.sweep;

/** What a row of the results is. */
enum Rows {
  /** A cell of the grid. */
  CELL,
  /** A student. */
  STUDENT
}
