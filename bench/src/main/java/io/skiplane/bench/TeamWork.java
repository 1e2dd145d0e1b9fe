package io.skiplane.bench;

import io.skiplane.bench.rows.StepKind;
import io.skiplane.descent.Descent;
import io.skiplane.model.Student;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Steps of one student, shared between this thread and its helpers. */
final class TeamWork implements Work {
  private final Student start;
  private final Student student;
  private final Descent descent;
  private final int helpers;
  private final ExecutorService executor;

  TeamWork(Problem problem, StepKind kind, int helpers) {
    this.helpers = helpers;
    start = problem.student();
    student = problem.student();
    descent = problem.descent(student, kind, DescentWork.STEP_SIZE, DescentWork.STEP_SIZE);
    executor = Executors.newFixedThreadPool(helpers);
  }

  @Override
  public void run(int operations) {
    descent.run(operations, executor, helpers);
  }

  @Override
  public void rewind() {
    student.copyFrom(start);
  }

  @Override
  public void close() {
    executor.close();
  }
}
