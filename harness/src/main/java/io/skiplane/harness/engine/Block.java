package io.skiplane.harness.engine;

import java.io.Serializable;

/**
 * Consecutive students of one cell: the unit of work, which any thread or machine may run, once or
 * again, to the same bits.
 *
 * @param cell index of the cell
 * @param from first student
 * @param to student after the last
 */
public record Block(int cell, long from, long to) implements Serializable {
  /** Number of students. */
  public long students() {
    return to - from;
  }
}
