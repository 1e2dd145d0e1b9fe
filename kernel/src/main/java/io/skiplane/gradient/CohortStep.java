package io.skiplane.gradient;

import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.Twins;
import io.skiplane.memory.Borrowed;
import io.skiplane.memory.Precision;
import io.skiplane.model.Students;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;

/**
 * Gradient descent on the students of a cohort in lock step, one in each lane; the loop of one of
 * the sampled gradients. One thread uses it, for any cohort.
 */
public abstract class CohortStep {
  final Kernels kernels;
  final Precision precision;
  final Students students;
  final Offsets offsets;
  final long k;
  final long p;
  final int batch;
  final long starA;
  final long starV;
  final long activation;
  final long batchActivation;
  MemorySegment work = MemorySegment.NULL;

  private final Teacher teacher;

  CohortStep(Students students, Teacher teacher, int batch) {
    this.students = students;
    this.teacher = teacher;
    this.batch = batch;
    precision = students.precision();
    kernels = Twins.chosen(precision);
    k = students.shape().k();
    p = students.shape().p();
    offsets = new Offsets(precision);
    starA = offsets.array(k);
    starV = offsets.array(p);
    activation = vectors(k);
    batchActivation = batch == 1 ? activation : vectors(k);
  }

  /** Room for {@code count} logical vectors. */
  final long vectors(long count) {
    return offsets.bytes(Math.multiplyExact(count, (long) Precision.VECTOR_BYTES));
  }

  /** {@return bytes of workspace that {@link #use} asks for} */
  public final long workspaceBytes() {
    return offsets.end();
  }

  /**
   * Tells where the workspace lies; called once, before the first step.
   *
   * @param workspace at least {@link #workspaceBytes} long, 64-byte aligned, zeros, modified
   */
  public final void use(MemorySegment workspace) {
    work = workspace;
    Offsets.copyTeacher(teacher, precision, work, starA, starV);
  }

  /**
   * Takes steps with constant step sizes. A student whose numbers leave the finite range stops at
   * the step before, by itself.
   *
   * @param cohort which of the students
   * @param first number of the first of these steps, from 0; streams are addressed by it
   * @param count how many to take
   * @param etaA step size of a
   * @param etaW step size of w
   */
  public final void run(long cohort, long first, long count, double etaA, double etaW) {
    begin(cohort);
    for (long step = first; step < first + count; step++) {
      if (step(cohort, step, etaA, etaW)) {
        students.noteDiverged(cohort, step);
      }
    }
  }

  /**
   * Adds the caller's memory that the steps read, beside the students' and the workspace.
   *
   * @param borrowed modified
   */
  public void lend(Borrowed borrowed) {}

  /** Prepares for the steps of a cohort. */
  abstract void begin(long cohort);

  /** One step; whether a student has stopped running at it. */
  abstract boolean step(long cohort, long step, double etaA, double etaW);
}
