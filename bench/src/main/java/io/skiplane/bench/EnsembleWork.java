package io.skiplane.bench;

import io.skiplane.descent.SampledEnsemble;
import io.skiplane.model.Students;
import java.lang.foreign.MemorySegment;

/** Steps of one cohort of students in lock step, on patches of their own. */
final class EnsembleWork implements Work {
  private final MemorySegment start;
  private final Students students;
  private final SampledEnsemble ensemble;

  EnsembleWork(Problem problem) {
    start = problem.students().memory();
    students = problem.students();
    ensemble = problem.ensemble(students, DescentWork.STEP_SIZE, DescentWork.STEP_SIZE);
  }

  @Override
  public void run(int operations) {
    ensemble.run(operations / students.count());
  }

  @Override
  public void rewind() {
    students.memory().copyFrom(start);
  }
}
