package io.skiplane.harness.engine;

import io.skiplane.descent.StopRule;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Teacher;

/**
 * Students who share a teacher, a kind of start and step sizes, numbered from 0.
 *
 * @param teacher in memory that every thread may read
 * @param start where they start
 * @param stepSizes their step sizes
 * @param stopRule when each has ended
 * @param students how many there are, at least 1
 */
public record Job(
    Teacher teacher, Start.Kind start, StepSizes stepSizes, StopRule stopRule, long students) {
  /**
   * Checks the number of students.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public Job {
    if (students < 1) {
      throw new IllegalArgumentException(
          "a job of " + students + " students; it must have at least 1");
    }
  }

  /** Work in arbitrary units: a student of k patches takes of the order of k² steps. */
  double weight() {
    double k = teacher.shape().k();
    return k * k;
  }
}
