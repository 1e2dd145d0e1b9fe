package io.skiplane.harness.engine;

import io.skiplane.descent.StudentTable;

/**
 * What is kept of a job once all its students have ended; the table's memory goes afterwards.
 *
 * @param <R> what is kept
 */
@FunctionalInterface
public interface Summary<R> {
  /**
   * Reads the ends, on the worker that ended last.
   *
   * @param job index of the job
   * @param table its students in the order of their numbers
   */
  R of(int job, StudentTable table);
}
