package io.skiplane.gradient;

import io.skiplane.model.Student;
import io.skiplane.model.Students;
import io.skiplane.model.Teacher;
import java.lang.foreign.SegmentAllocator;
import java.util.Locale;

/**
 * Which gradient a step follows: the five of the design, one for the angle alone, and one for
 * ensembles.
 *
 * <p>Each makes its step.
 */
public sealed interface Gradient {
  /** Largest mini-batch: partial sums stay well inside the precision's range. */
  int LARGEST_BATCH = 1 << 20;

  /**
   * Makes the step.
   *
   * @param memory gives the workspace, one segment, 64-byte aligned, for as long as the step is
   *     used
   * @param student modified by the step
   * @param teacher of the same shape, not modified
   * @param seed names the random streams together with {@code number}
   * @param number the student's number
   * @return the step, on the student's memory
   */
  GradientStep step(
      SegmentAllocator memory, Student student, Teacher teacher, long seed, long number);

  /**
   * Makes the step of the students of a cohort in lock step.
   *
   * @param students modified by the steps
   * @param teacher of the same shape, not modified
   * @param seed names the random streams together with the students' numbers
   * @param firstNumber number of the first student
   * @return the step, on the students' memory
   * @throws IllegalArgumentException if the gradient has no such step, or its inputs do not fit
   */
  default CohortStep cohortStep(Students students, Teacher teacher, long seed, long firstNumber) {
    throw new IllegalArgumentException(
        "the "
            + getClass().getSimpleName().toLowerCase(Locale.ROOT)
            + " gradient is not sampled; run many students in an Ensemble");
  }

  /** {@return mini-batch size; 1 where the gradient is the population's} */
  default int batch() {
    return 1;
  }

  /** The closed form on a and v: O(k+p) a step. */
  record Population() implements Gradient {
    @Override
    public GradientStep step(
        SegmentAllocator memory, Student student, Teacher teacher, long seed, long number) {
      return new PopulationStep(memory, student, teacher);
    }
  }

  /**
   * The closed form on (1ᵀa, aᵀa*, φ) alone: O(1) a step; a and v follow at the end of a run.
   *
   * <p>The state is taken from the student once, when the step is made: weights that are written
   * between runs are discarded, which all other gradients go on from.
   */
  record Reduced() implements Gradient {
    @Override
    public GradientStep step(
        SegmentAllocator memory, Student student, Teacher teacher, long seed, long number) {
      return new ReducedStep(memory, student, teacher);
    }
  }

  /**
   * Fresh Gaussian patches drawn in the kernel and never stored: O(kp) a step and input.
   *
   * @param batch inputs in a mini-batch, from 1 to {@link #LARGEST_BATCH}
   */
  record Dense(int batch) implements Gradient {
    /** Checks the batch. */
    public Dense {
      checkBatch(batch);
    }

    @Override
    public GradientStep step(
        SegmentAllocator memory, Student student, Teacher teacher, long seed, long number) {
      return SampledStep.dense(memory, student, teacher, batch, seed, number);
    }

    @Override
    public CohortStep cohortStep(Students students, Teacher teacher, long seed, long firstNumber) {
      return new SampledCohort(
          students, teacher, batch, step -> new FreshCohort(step, seed, firstNumber));
    }
  }

  /**
   * The same step as {@link Dense}, equal in law, from 2k + p normals: O(k+p).
   *
   * @param batch inputs in a mini-batch, from 1 to {@link #LARGEST_BATCH}
   */
  record Projected(int batch) implements Gradient {
    /** Checks the batch. */
    public Projected {
      checkBatch(batch);
    }

    @Override
    public GradientStep step(
        SegmentAllocator memory, Student student, Teacher teacher, long seed, long number) {
      return new ProjectedStep(
          memory, student, teacher, batch, false, seed, number, ProjectedDraws.MOST_KEPT_PAIRS);
    }

    @Override
    public CohortStep cohortStep(Students students, Teacher teacher, long seed, long firstNumber) {
      return new ProjectedCohort(students, teacher, batch, seed, firstNumber);
    }
  }

  /**
   * The same as {@link Projected} for all that depends on a and on the angle φ between v and v*,
   * from 2k normals and one χ² of p − 2 degrees of freedom: O(k) a step whatever p.
   *
   * <p>Equal in law to {@link Dense}, jointly over all steps: a and φ, and with them the loss,
   * aᵀa*, ‖a−a*‖² and ‖v−v*‖². Not equal: the direction in which v lies off v*. At the end of a run
   * {@code v = cos φ v* + sin φ e} with e the unit vector across v* of the v at the begin, where
   * the dense step's e wanders; for p = 2 also v's side of v* stays, which a large step may change.
   *
   * @param batch inputs in a mini-batch, from 1 to {@link #LARGEST_BATCH}
   */
  record Angular(int batch) implements Gradient {
    /** Checks the batch. */
    public Angular {
      checkBatch(batch);
    }

    @Override
    public GradientStep step(
        SegmentAllocator memory, Student student, Teacher teacher, long seed, long number) {
      return new ProjectedStep(
          memory, student, teacher, batch, true, seed, number, ProjectedDraws.MOST_KEPT_PAIRS);
    }

    @Override
    public CohortStep cohortStep(Students students, Teacher teacher, long seed, long firstNumber) {
      throw new IllegalArgumentException(
          "the angular gradient steps single students; give an ensemble Gradient.Projected");
    }
  }

  /**
   * Inputs and labels in the caller's memory, taken in an order: O(kp) a step and input.
   *
   * @param inputs what the steps take, not modified
   * @param batch inputs in a mini-batch, from 1 to {@link #LARGEST_BATCH}
   * @param order in which the steps take them
   */
  record Resident(Inputs inputs, int batch, InputOrder order) implements Gradient {
    /** Checks the batch. */
    public Resident {
      checkBatch(batch);
    }

    /**
     * Takes the inputs in turn.
     *
     * @param inputs what the steps take, not modified
     * @param batch inputs in a mini-batch, from 1 to {@link #LARGEST_BATCH}
     */
    public Resident(Inputs inputs, int batch) {
      this(inputs, batch, InputOrder.IN_TURN);
    }

    @Override
    public GradientStep step(
        SegmentAllocator memory, Student student, Teacher teacher, long seed, long number) {
      return SampledStep.resident(memory, student, teacher, this);
    }

    @Override
    public CohortStep cohortStep(Students students, Teacher teacher, long seed, long firstNumber) {
      return SampledCohort.resident(students, teacher, this);
    }
  }

  /**
   * The same with labels, and perhaps patches, of each student's own, in turn: for ensembles alone.
   *
   * @param inputs what the steps take in turn, not modified
   * @param batch inputs in a mini-batch, from 1 to {@link #LARGEST_BATCH}
   */
  record ResidentEnsemble(EnsembleInputs inputs, int batch) implements Gradient {
    /** Checks the batch. */
    public ResidentEnsemble {
      checkBatch(batch);
    }

    @Override
    public GradientStep step(
        SegmentAllocator memory, Student student, Teacher teacher, long seed, long number) {
      throw new IllegalArgumentException(
          "inputs of an ensemble's students do not fit a single student; give Inputs");
    }

    @Override
    public CohortStep cohortStep(Students students, Teacher teacher, long seed, long firstNumber) {
      return SampledCohort.resident(students, teacher, batch, inputs);
    }
  }

  private static void checkBatch(int batch) {
    if (batch < 1 || batch > LARGEST_BATCH) {
      throw new IllegalArgumentException(
          "batch is " + batch + "; it must lie between 1 and " + LARGEST_BATCH);
    }
  }
}
