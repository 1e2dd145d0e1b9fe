package io.skiplane.descent;

import io.skiplane.gradient.CohortStep;
import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.Team;
import io.skiplane.memory.Borrowed;
import io.skiplane.memory.Precision;
import io.skiplane.memory.Segments;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Students;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.concurrent.Executor;

/**
 * Many students by a sampled gradient, in lock step and in place: what {@link Descent} does for
 * one, with a student in each lane. Small students are several times faster this way. ({@link
 * Ensemble} runs many students by the reduced step.)
 *
 * <p>Deterministic: a student's weights after n steps depend on its start, the teacher, the
 * gradient, the step sizes, the inputs if they are resident, and (seed, number) alone: not on its
 * lane, its neighbours, how many students there are, how the n steps are divided into runs, or the
 * threads. They are not those of a {@link Descent}, which sums in another order and, where normals
 * are drawn, has other streams; all arithmetic on a student's numbers is in its precision.
 *
 * <p>A student whose numbers leave the finite range stops there by itself; see {@link
 * #hasDiverged}. A run that ends in an exception, but for one that refuses its arguments or memory
 * before the first step, leaves students at different steps: further runs are refused. Nothing is
 * allocated in a run on the caller's thread. Not safe for use by two threads at once.
 */
public final class SampledEnsemble {
  private final Students students;
  private final Teacher teacher;
  private final StepSizes stepSizes;
  private final CohortStep[] workers;
  private final Borrowed borrowed;
  private final Measure measure = new Measure();
  private long step;

  /** From a run's first step to its last: what an exception has left so has no common step. */
  private boolean torn;

  private SampledEnsemble(
      Students students,
      Teacher teacher,
      StepSizes stepSizes,
      CohortStep[] workers,
      Borrowed borrowed) {
    this.students = students;
    this.teacher = teacher;
    this.stepSizes = stepSizes;
    this.workers = workers;
    this.borrowed = borrowed;
  }

  /**
   * {@return an ensemble for one thread, whose first student is number 0}
   *
   * @param memory gives the workspace, one segment, for as long as the ensemble is used
   * @param students at their starts, modified by {@link #run(long)}
   * @param teacher of the students' shape; copied for runs, must stay open for {@link #point}; not
   *     modified
   * @param gradient as the other method's
   * @param stepSizes step sizes η_a and η_w, by phases
   * @param seed names the random streams together with the students' numbers
   * @throws IllegalArgumentException as the other method
   */
  public static SampledEnsemble of(
      SegmentAllocator memory,
      Students students,
      Teacher teacher,
      Gradient gradient,
      StepSizes stepSizes,
      long seed) {
    return of(memory, students, teacher, gradient, stepSizes, seed, 0, 1);
  }

  /**
   * {@return an ensemble of some threads at most}
   *
   * @param memory gives the workspace, one segment, for as long as the ensemble is used
   * @param students at their starts, modified by {@link #run(long)}
   * @param teacher of the students' shape; copied for runs, must stay open for {@link #point}; not
   *     modified
   * @param gradient {@link Gradient.Dense}, {@link Gradient.Projected}, {@link Gradient.Resident}
   *     with row-major inputs that all students share, or {@link Gradient.ResidentEnsemble}
   * @param stepSizes step sizes η_a and η_w, by phases
   * @param seed names the random streams together with the students' numbers
   * @param firstNumber number of student 0, at least 0; student i has number {@code firstNumber +
   *     i}
   * @param threads largest number of threads in a run, at least 1; each has its own workspace
   * @throws IllegalArgumentException if shapes or precisions do not fit or memory overlaps, or if
   *     the gradient is not sampled, or if a step size makes it diverge on patches of N(0,1)
   *     entries, or if a weight is not finite, or if a v is not of unit norm
   */
  public static SampledEnsemble of(
      SegmentAllocator memory,
      Students students,
      Teacher teacher,
      Gradient gradient,
      StepSizes stepSizes,
      long seed,
      long firstNumber,
      int threads) {
    teacher.checkFits(students.shape());
    Segments.atLeastOne("the number of threads", threads);
    if (gradient instanceof Gradient.Dense || gradient instanceof Gradient.Projected) {
      stepSizes.checkStable(
          students.shape().k()); // The bound is that of patches of N(0,1) entries.
    }
    checkWeights(students);
    CohortStep[] workers = new CohortStep[threads];
    for (int i = 0; i < threads; i++) {
      workers[i] = gradient.cohortStep(students, teacher, seed, firstNumber);
    }
    long bytes = workers[0].workspaceBytes();
    long all = Math.multiplyExact(bytes, (long) threads);
    Borrowed borrowed = new Borrowed().add("the students' memory", students.memory());
    workers[0].lend(borrowed);
    MemorySegment workspace =
        borrowed.keeping("the workspace", memory).allocate(all, Precision.VECTOR_BYTES);
    Segments.check("the workspace", workspace, all, Precision.VECTOR_BYTES, true);
    workspace.asSlice(0, all).fill((byte) 0);
    for (int i = 0; i < threads; i++) {
      workers[i].use(workspace.asSlice(i * bytes, bytes));
    }
    return new SampledEnsemble(students, teacher, stepSizes, workers, borrowed);
  }

  /** The weights may have been written to the students' memory directly. */
  private static void checkWeights(Students students) {
    for (long student = 0; student < students.count(); student++) {
      for (long j = 0; j < students.shape().k(); j++) {
        double a = students.a(student, j);
        if (!Double.isFinite(a)) {
          Segments.finite("student " + student + "'s a", j, a);
        }
      }
      double squared = 0;
      for (long i = 0; i < students.shape().p(); i++) {
        squared = Math.fma(students.v(student, i), students.v(student, i), squared);
      }
      if (!(Math.abs(squared - 1) <= Descent.NORM_TOLERANCE)) {
        throw Descent.notUnit("‖v‖² of student " + student, squared);
      }
    }
  }

  /**
   * Takes {@code steps} steps on the caller's thread.
   *
   * @param steps at least 0
   * @throws IllegalArgumentException if {@code steps} is negative, or all steps exceed 2^63 − 1
   * @throws IllegalStateException if an arena is closed, also in mid-run, or if an earlier run
   *     ended in an exception
   * @throws WrongThreadException if memory is confined to another thread
   */
  public void run(long steps) {
    long end = end(steps);
    borrowed.checkUsable();
    torn = true;
    try {
      for (long cohort = 0; cohort < students.cohorts(); cohort++) {
        run(workers[0], cohort, step, end);
      }
    } catch (IllegalStateException e) {
      throw borrowed.explained(e, "in a run that began after step " + step);
    }
    step = end;
    torn = false;
  }

  /**
   * Takes {@code steps} steps on the caller's thread and on threads of an executor, together at
   * most as many as the ensemble was made for. The bits are those of {@link #run(long)}.
   *
   * @param steps at least 0
   * @param executor gets tasks that each work until no cohort is left. The caller works too and
   *     waits for cohorts that others have begun, so tasks that the executor refuses or never
   *     starts cost time alone; what else it throws ends the run
   * @throws IllegalArgumentException if {@code steps} is negative, or all steps exceed 2^63 − 1, or
   *     if memory of the students, the workspace or the inputs belongs to a confined arena, which
   *     other threads cannot use
   * @throws IllegalStateException if an arena is closed, also in mid-run, or if an error ended the
   *     work of a thread, with the error as the cause, or if an earlier run ended in an exception
   */
  public void run(long steps, Executor executor) {
    long end = end(steps);
    borrowed.checkOpenToAll();
    borrowed.checkUsable();
    torn = true;
    long from = step;
    long cohorts = students.cohorts();
    int parts = (int) Math.min(cohorts, Team.MOST_PARTS);
    try {
      Team.once(
          executor,
          (int) Math.min(workers.length, cohorts) - 1,
          parts,
          (worker, part) -> {
            // A part is one cohort, or several where there are more than a team can count.
            for (long i = cohorts * part / parts; i < cohorts * (part + 1) / parts; i++) {
              run(workers[worker], i, from, end);
            }
          });
    } catch (IllegalStateException e) {
      throw borrowed.explained(e, "in a run that began after step " + from);
    }
    step = end;
    torn = false;
  }

  private long end(long steps) {
    if (torn) {
      throw new IllegalStateException(
          "a run that began after step "
              + step
              + " ended in an exception, with its students at different steps; make a new ensemble"
              + " from their starts");
    }
    return Descent.end(step, steps);
  }

  private void run(CohortStep worker, long cohort, long from, long end) {
    long at = from;
    while (at < end) {
      int phase = stepSizes.phaseAt(at);
      StepSizes.Phase sizes = stepSizes.phases().get(phase);
      long stop = Math.min(end, stepSizes.endOf(phase));
      worker.run(cohort, at, stop - at, sizes.etaA(), sizes.etaW());
      at = stop;
    }
  }

  /** {@return steps taken} */
  public long step() {
    return step;
  }

  /**
   * {@return whether a student's numbers have left the finite range; its weights are of no further
   * use}
   *
   * @param student the student's number, from 0
   */
  public boolean hasDiverged(long student) {
    return students.hasDiverged(student);
  }

  /**
   * {@return where a student stands; after fewer steps than {@link #step} if it has diverged}
   *
   * @param student the student's number, from 0
   * @throws IllegalStateException if an arena is closed
   */
  public Point point(long student) {
    try {
      measure.read(students, student, teacher);
    } catch (IllegalStateException e) {
      throw borrowed.explained(e, "before a point was taken");
    }
    return measure.point(hasDiverged(student) ? students.stepsUntilDiverged(student) : step);
  }
}
