package io.skiplane.descent;

import io.skiplane.gradient.Gradient;
import io.skiplane.gradient.GradientStep;
import io.skiplane.gradient.Team;
import io.skiplane.memory.Borrowed;
import io.skiplane.memory.Segments;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Gradient descent with normalisation on one student, in place.
 *
 * <p>Deterministic: the weights after n steps depend on the start, the teacher, the gradient, the
 * step sizes and (seed, student number) alone, however the n steps are divided into runs. Weights
 * that are written between two runs are where the next one begins, but for {@link
 * Gradient.Reduced}, which discards them. Nothing is allocated in a run. Runs on the caller's
 * thread, and on those of an executor where one is handed in; not safe for use by two threads at
 * once.
 */
public final class Descent {
  /** Far above the rounding of a float student, far below any norm that was forgotten. */
  static final double NORM_TOLERANCE = 1e-3;

  /** A descent can be gone on with by another one after a multiple of so many steps. */
  public static final long RESUME_INTERVAL = 64;

  /** The ring's name in messages. */
  private static final String RING = "trajectory memory";

  private final Student student;
  private final Teacher teacher;
  private final StepSizes stepSizes;
  private final GradientStep gradientStep;
  private final Borrowed borrowed;
  private final Measure measure = new Measure();
  private @Nullable Trajectory trajectory;
  private long every = Long.MAX_VALUE;
  private long step;

  private Descent(
      Student student,
      Teacher teacher,
      StepSizes stepSizes,
      GradientStep gradientStep,
      Borrowed borrowed) {
    this.student = student;
    this.teacher = teacher;
    this.stepSizes = stepSizes;
    this.gradientStep = gradientStep;
    this.borrowed = borrowed;
  }

  /**
   * Descent from the student's present weights.
   *
   * @param memory gives the workspace, for as long as the descent is used; an arena for example
   * @param student modified by {@link #run}
   * @param teacher of the student's shape; must stay open for as long as the descent is used, as
   *     points and some of the steps read it; not modified
   * @param gradient which gradient the steps follow
   * @param stepSizes step sizes η_a and η_w, by phases
   * @param seed names the random streams together with {@code number}
   * @param number the student's number, at least 0
   * @return the descent
   * @throws IllegalArgumentException if shapes or precisions do not fit or memory overlaps, or if a
   *     step size makes it diverge on patches of N(0,1) entries, or if a weight is not finite, or
   *     if v is not of unit norm
   */
  public static Descent of(
      SegmentAllocator memory,
      Student student,
      Teacher teacher,
      Gradient gradient,
      StepSizes stepSizes,
      long seed,
      long number) {
    teacher.checkFits(student.shape());
    if (!(gradient instanceof Gradient.Resident)) {
      stepSizes.checkStable(student.shape().k()); // The bound is that of patches of N(0,1) entries.
    }
    checkWeights(student);
    Borrowed borrowed = new Borrowed().add("the student's memory", student.memory());
    if (gradient instanceof Gradient.Resident resident) {
      borrowed.add("Z", resident.inputs().z()).add("the labels", resident.inputs().labels());
    }
    MemorySegment inPlace = teacher.floats();
    if (inPlace != null) {
      borrowed.add("a*", inPlace);
    }
    SegmentAllocator kept = borrowed.keeping("the workspace", memory);
    GradientStep step = gradient.step(kept, student, teacher, seed, number);
    return new Descent(student, teacher, stepSizes, step, borrowed);
  }

  /** The weights may have been written to the student's memory directly, or v one by one. */
  static void checkWeights(Student student) {
    for (long j = 0; j < student.shape().k(); j++) {
      Segments.finite("a", j, student.a(j));
    }
    double squared = 0;
    for (long i = 0; i < student.shape().p(); i++) {
      double v = Segments.finite("v", i, student.v(i));
      squared = Math.fma(v, v, squared);
    }
    if (!(Math.abs(squared - 1) <= NORM_TOLERANCE)) {
      throw notUnit("‖v‖²", squared);
    }
  }

  static IllegalArgumentException notUnit(String what, double squared) {
    return new IllegalArgumentException(
        what
            + " is "
            + squared
            + "; it must be 1 within "
            + NORM_TOLERANCE
            + ": divide v by its norm, as normalise() does");
  }

  /**
   * From now on writes the point after every step whose number is a multiple of {@code every} to
   * the ring, and the present one at once. A ring that is refused leaves the one before in its
   * place.
   *
   * @param ring in memory apart from the others, modified by runs; must stay open until {@link
   *     #stopRecording} or the next ring
   * @param interval steps from one point to the next, at least 1
   * @throws IllegalArgumentException if {@code interval} is below 1 or memory overlaps
   * @throws IllegalStateException if an arena is closed
   * @throws WrongThreadException if memory is confined to another thread
   */
  public void record(Trajectory ring, long interval) {
    if (interval < 1) {
      throw new IllegalArgumentException(
          "a point every " + interval + " steps; the interval must be at least 1");
    }
    Segments.checkUsable(RING, ring.memory());
    borrowed.checkApart(RING, ring.memory());
    recordPoint(ring);
    stopRecording();
    borrowed.add(RING, ring.memory());
    trajectory = ring;
    every = interval;
  }

  /** From now on writes no points; the ring's memory may be closed. */
  public void stopRecording() {
    borrowed.remove(RING);
    trajectory = null;
  }

  /**
   * Takes {@code steps} steps.
   *
   * @param steps at least 0
   * @throws IllegalArgumentException if {@code steps} is negative, or all steps exceed 2^63 − 1
   * @throws IllegalStateException if an arena is closed, also in mid-run
   * @throws WrongThreadException if memory is confined to another thread
   * @throws DivergenceException if the numbers leave the finite range, naming the step
   */
  public void run(long steps) {
    run(steps, Team.alone());
  }

  /**
   * Takes {@code steps} steps, to the same bits, with helpers from an executor: the parts of a
   * large dense or resident step are shared, other steps run on the caller's thread.
   *
   * @param steps at least 0
   * @param executor runs each helper as one task for the length of this call; its {@code execute}
   *     must not wait for the task's end on another thread. The caller works too, so helpers that
   *     it refuses or never starts cost time alone; what else it throws, this method throws before
   *     the first step
   * @param helpers how many tasks, at least 0
   * @throws IllegalArgumentException if a number is negative, or all steps exceed 2^63 − 1, or if
   *     memory of the descent is confined to this thread
   * @throws IllegalStateException if an arena is closed, also in mid-run, or if an error ended the
   *     work of a helper, with the error as the cause
   * @throws DivergenceException if the numbers leave the finite range, naming the step
   */
  public void run(long steps, Executor executor, int helpers) {
    if (helpers > 0) {
      borrowed.checkOpenToAll();
    }
    try (Team team = Team.of(executor, helpers)) {
      run(steps, team);
    }
  }

  private void run(long steps, Team team) {
    long end = end(step, steps);
    borrowed.checkUsable();
    try {
      runTo(end, team);
    } catch (IllegalStateException e) {
      throw borrowed.explained(e, "in a run that began after step " + step);
    }
  }

  /** Number of the step behind a run's last one, if there can be such a run. */
  static long end(long step, long steps) {
    if (steps < 0 || steps > Long.MAX_VALUE - step) {
      throw new IllegalArgumentException(
          "a run of "
              + steps
              + " steps; the number must be at least 0 and, after "
              + step
              + " steps, at most "
              + (Long.MAX_VALUE - step));
    }
    return step + steps;
  }

  private void runTo(long end, Team team) {
    while (step < end) {
      int phase = stepSizes.phaseAt(step);
      StepSizes.Phase sizes = stepSizes.phases().get(phase);
      long stop = Math.min(end, stepSizes.endOf(phase));
      if (trajectory != null) {
        stop = Math.min(stop, step + every - step % every);
      }
      long wanted = stop - step;
      long done = gradientStep.run(step, wanted, sizes.etaA(), sizes.etaW(), team);
      step += done;
      if (done < wanted) {
        throw new DivergenceException(step, sizes.etaA(), sizes.etaW());
      }
      if (trajectory != null && step % every == 0) {
        recordPoint(trajectory);
      }
    }
  }

  /**
   * {@return what, beside the student's weights and the number of steps, another descent needs to
   * go on from here by {@link #resume}; empty for all gradients but the reduced and the angular
   * one, whose numbers are 2 + p}
   *
   * @throws IllegalStateException for an angular descent of p above 2^31 − 9, whose numbers fit no
   *     array; {@link #resume} likewise
   */
  public double[] resumeState() {
    return gradientStep.state();
  }

  /**
   * Goes on, to the same bits, from where another descent was, perhaps in another JVM. That one was
   * made with the same arguments, and so was this one: from the start. Only then were the weights
   * that the other one had reached copied into the student's memory.
   *
   * @param steps that the other one had taken, a multiple of {@link #RESUME_INTERVAL}
   * @param state its {@link #resumeState}
   * @throws IllegalArgumentException if {@code steps} is no such number, the state is not one of
   *     this gradient, or a weight is not finite or v not of unit norm
   */
  public void resume(long steps, double[] state) {
    if (steps < 0 || steps % RESUME_INTERVAL != 0) {
      throw new IllegalArgumentException(
          "a descent of "
              + steps
              + " steps cannot be resumed; the number must be a multiple of "
              + RESUME_INTERVAL);
    }
    checkWeights(student);
    gradientStep.resume(state);
    step = steps;
  }

  /** {@return steps taken} */
  public long step() {
    return step;
  }

  /**
   * {@return where the student stands}
   *
   * @throws IllegalStateException if an arena is closed
   */
  public Point point() {
    read();
    return measure.point(step);
  }

  private void recordPoint(Trajectory ring) {
    read();
    ring.add(step, measure);
  }

  private void read() {
    try {
      measure.read(student, teacher);
    } catch (IllegalStateException e) {
      throw borrowed.explained(e, "before a point was taken");
    }
  }
}
