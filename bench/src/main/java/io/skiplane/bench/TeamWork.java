package io.skiplane.bench;

import io.skiplane.bench.rows.StepKind;
import io.skiplane.descent.Descent;
import io.skiplane.model.Student;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Steps of one student, shared between this thread and its helpers. */
final class TeamWork implements Work {
  private static final int CHECKED_STEPS = 2;

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

  /**
   * Takes some steps, and the same on this thread alone, which {@link AnswerCheck} has looked at:
   * they must end at the same bits.
   */
  void check(Problem problem, StepKind kind) {
    Student alone = problem.student();
    problem.descent(alone, kind, DescentWork.STEP_SIZE, DescentWork.STEP_SIZE).run(CHECKED_STEPS);
    run(CHECKED_STEPS);
    if (alone.memory().mismatch(student.memory()) >= 0) {
      throw new IllegalStateException(
          kind + ": steps by " + (helpers + 1) + " threads differ from steps by one");
    }
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
