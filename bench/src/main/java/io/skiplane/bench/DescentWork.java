package io.skiplane.bench;

import io.skiplane.bench.rows.StepKind;
import io.skiplane.descent.Descent;
import io.skiplane.model.Student;

/** Steps of one student, so small that the weights stay where they are. */
final class DescentWork implements Work {
  /** The step size of everything timed. */
  static final double STEP_SIZE = 1e-9;

  private final Student start;
  private final Student student;
  private final Descent descent;

  DescentWork(Problem problem, StepKind kind) {
    start = problem.student();
    student = problem.student();
    descent = problem.descent(student, kind, STEP_SIZE, STEP_SIZE);
  }

  @Override
  public void run(int operations) {
    descent.run(operations);
  }

  @Override
  public void rewind() {
    student.copyFrom(start);
  }
}
