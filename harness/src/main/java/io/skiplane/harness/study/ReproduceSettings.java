package io.skiplane.harness.study;

import io.skiplane.descent.NoiseSchedule;
import io.skiplane.descent.StopRule;
import io.skiplane.harness.engine.Method;
import io.skiplane.harness.engine.Problem;
import io.skiplane.memory.Precision;
import io.skiplane.model.Teacher;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What {@code reproduce} is asked to run; the teacher is {@link Teacher#study}.
 *
 * @param ks numbers of patches, a row of cells for each
 * @param p size of a patch
 * @param students students of a cell
 * @param teacherNorm ‖a*‖, or 6√k for each k
 * @param teacherSum 1ᵀa*, or ‖a*‖/4
 * @param seed names all random streams
 * @param threads worker threads
 * @param stepsLimit steps after which a student is classified as it stands, or 200·k² for each k
 *     but at least 10,000
 * @param tolerance success is ‖a−a*‖² + ‖v−v*‖² below this
 */
public record ReproduceSettings(
    List<Long> ks,
    long p,
    long students,
    OptionalDouble teacherNorm,
    OptionalDouble teacherSum,
    long seed,
    int threads,
    OptionalLong stepsLimit,
    double tolerance) {
  /** The numbers of patches of the default study. */
  public static final List<Long> DEFAULT_KS = List.of(16L, 25L, 36L, 49L, 64L, 81L, 100L);

  /** The default size of a patch. */
  public static final long DEFAULT_P = 8;

  /** The default number of students of a cell. */
  public static final long DEFAULT_STUDENTS = 5000;

  /** The default tolerance of success. */
  public static final double DEFAULT_TOLERANCE = 1e-4;

  /** The default limit of steps in units of k². */
  public static final long STEPS_LIMIT_PER_K_SQUARED = 200;

  /** The least default limit of steps: ten times the warm-up. */
  public static final long LEAST_STEPS_LIMIT = 10_000;

  /** Copies the list. */
  public ReproduceSettings {
    ks = List.copyOf(ks);
  }

  /** The default study. */
  public static ReproduceSettings defaults() {
    return new ReproduceSettings(
        DEFAULT_KS,
        DEFAULT_P,
        DEFAULT_STUDENTS,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        1,
        Runtime.getRuntime().availableProcessors(),
        OptionalLong.empty(),
        DEFAULT_TOLERANCE);
  }

  /** The same with another number of students in a cell. */
  public ReproduceSettings withStudents(long count) {
    return new ReproduceSettings(
        ks, p, count, teacherNorm, teacherSum, seed, threads, stepsLimit, tolerance);
  }

  /** The same on another number of threads. */
  public ReproduceSettings withThreads(int count) {
    return new ReproduceSettings(
        ks, p, students, teacherNorm, teacherSum, seed, count, stepsLimit, tolerance);
  }

  /**
   * What the students of one cell have in common.
   *
   * @throws IllegalArgumentException if there is no such teacher, with the reason
   */
  public Problem problem(long k, Variant variant) {
    double norm = teacherNorm.orElse(Teacher.STUDY_NORM_PER_ROOT_K * Math.sqrt(k));
    // With one patch, norm and sum are the same but for the sign.
    double sum = teacherSum.orElse(k == 1 ? norm : norm * Teacher.STUDY_SUM_PER_NORM);
    double eta = 1.0 / ((double) k * k);
    StopRule stopRule = stopRule(k);
    try {
      return new Problem(
          k,
          p,
          norm,
          sum,
          Teacher.STUDY_ANGLE,
          Method.REDUCED,
          1,
          Precision.DOUBLE,
          variant.start(),
          eta,
          eta,
          variant.warmUp(k),
          eta * eta,
          NoiseSchedule.NONE,
          stopRule.tolerance(),
          stopRule.stepsLimit(),
          seed);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("for k = " + k + ": " + e.getMessage(), e);
    }
  }

  /** When a student of k patches has ended. */
  public StopRule stopRule(long k) {
    return new StopRule(
        tolerance,
        stepsLimit.orElseGet(
            () ->
                Math.max(LEAST_STEPS_LIMIT, STEPS_LIMIT_PER_K_SQUARED * Math.multiplyExact(k, k))));
  }

  /** ‖a*‖ for captions. */
  public String teacherNormText() {
    return teacherNorm.isPresent() ? number(teacherNorm.getAsDouble()) : "6√k";
  }

  /** 1ᵀa* for captions. */
  public String teacherSumText() {
    return teacherSum.isPresent() ? number(teacherSum.getAsDouble()) : "‖a*‖/4";
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
