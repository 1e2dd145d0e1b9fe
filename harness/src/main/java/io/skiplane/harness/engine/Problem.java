package io.skiplane.harness.engine;

import io.skiplane.descent.NoiseSchedule;
import io.skiplane.descent.StopRule;
import io.skiplane.gradient.Gradient;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Teacher;
import java.io.Serializable;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * What the students of one cell have in common: plain data, so that it may travel to another
 * machine. With a student's number it determines that student's end to the last bit.
 *
 * @param k number of patches
 * @param p size of a patch
 * @param teacherNorm ‖a*‖ of {@link Teacher#study}
 * @param teacherSum 1ᵀa*
 * @param angle between v* and the shortcut 1/√p, in radians
 * @param method how steps are taken
 * @param batch inputs a step, 1 where none are drawn
 * @param precision arithmetic of the steps
 * @param start where students start
 * @param etaA step size of a
 * @param etaW step size of w after the warm-up
 * @param warmUp steps of the warm-up, 0 for none
 * @param warmUpEtaW step size of w in the warm-up
 * @param noise in the place where the gradient is taken
 * @param tolerance success is ‖a−a*‖² + ‖v−v*‖² below this
 * @param stepsLimit steps after which a student is classified as it stands
 * @param seed names the random streams together with the students' numbers
 */
public record Problem(
    long k,
    long p,
    double teacherNorm,
    double teacherSum,
    double angle,
    Method method,
    int batch,
    Precision precision,
    Start.Kind start,
    double etaA,
    double etaW,
    long warmUp,
    double warmUpEtaW,
    NoiseSchedule noise,
    double tolerance,
    long stepsLimit,
    long seed)
    implements Serializable {

  /** Of a student-step in lanes. All such numbers are guesses, which only order and divide work. */
  private static final double REDUCED_NANOS = 0.7;

  /**
   * Checks once what would fail later.
   *
   * @throws IllegalArgumentException if there is no such teacher, the steps diverge, or parts do
   *     not go together, with the limit and the remedy
   */
  public Problem {
    if (method.isSampled()) {
      if (batch < 1 || batch > Gradient.LARGEST_BATCH) {
        throw new IllegalArgumentException(
            "batch is " + batch + "; it must lie between 1 and " + Gradient.LARGEST_BATCH);
      }
    } else if (batch != 1) {
      throw new IllegalArgumentException(
          "batch is "
              + batch
              + ", but the "
              + method.id()
              + " gradient draws no inputs; leave batch at 1, or take dense, projected or angular");
    }
    if (noise.isOn() && method != Method.POPULATION) {
      throw new IllegalArgumentException(
          "noise goes with the population gradient alone, not with "
              + method.id()
              + "; take gradient population, or noise 0");
    }
    if (warmUp < 0) {
      throw new IllegalArgumentException(
          "the warm-up lasts " + warmUp + " steps; it must be at least 0");
    }
    new StopRule(tolerance, stepsLimit);
    StepSizes sizes = stepSizes(warmUp, etaA, etaW, warmUpEtaW);
    sizes.checkStable(k);
    try (Arena arena = Arena.ofConfined()) {
      Teacher.study(arena, new Shape(k, p), teacherNorm, teacherSum, angle);
    }
  }

  /** The teacher, in memory of {@code arena}. */
  public Teacher teacher(Arena arena) {
    return Teacher.study(arena, new Shape(k, p), teacherNorm, teacherSum, angle);
  }

  /** Step sizes: the warm-up, if any, and then for ever. */
  public StepSizes stepSizes() {
    return stepSizes(warmUp, etaA, etaW, warmUpEtaW);
  }

  private static StepSizes stepSizes(long warmUp, double etaA, double etaW, double warmUpEtaW) {
    return warmUp == 0
        ? StepSizes.constant(etaA, etaW)
        : new StepSizes(
            List.of(
                new StepSizes.Phase(warmUp, etaA, warmUpEtaW),
                new StepSizes.Phase(Long.MAX_VALUE, etaA, etaW)));
  }

  /** When a student has ended. */
  public StopRule stopRule() {
    return new StopRule(tolerance, stepsLimit);
  }

  /**
   * ‖w*‖ = ‖v* − 1/√p‖, which the theory wants below √2: there v* lies on the shortcut's side, the
   * angle below π/2.
   */
  public double shortcutDistance() {
    return 2 * StrictMath.sin(angle / 2);
  }

  /** Whether the spurious optimum is a local minimum: S*² &lt; N(k+π−1)/π. */
  public boolean hasSpuriousMinimum() {
    return teacherSum * teacherSum < teacherNorm * teacherNorm * (k + Math.PI - 1) / Math.PI;
  }

  /** Work of a student, in nanoseconds of some machine: what shares of a run are told by. */
  public double weight() {
    double steps = Math.min((double) stepsLimit, 100 / Math.max(1e-12, etaA));
    double numbers =
        switch (method) {
          case REDUCED -> 0;
          case POPULATION -> noise.isOn() ? 20 * (k + p) + 500 : k + p + 50;
          case DENSE -> 0.3 * k * p * batch;
          case PROJECTED, ANGULAR -> 0.8 * k * batch + p;
        };
    return steps * (REDUCED_NANOS + numbers);
  }

  /** Students of a block: about a second's work, and lanes mostly full. */
  long blockStudents() {
    long wanted = (long) (1e9 / weight());
    return switch (method) {
      case REDUCED -> Math.clamp(Long.highestOneBit(Math.max(1, wanted)), 64, 1024);
      case DENSE, PROJECTED -> {
        long lanes = precision.lanes();
        yield Math.clamp(wanted / lanes, 1, 64) * lanes;
      }
      case POPULATION, ANGULAR -> Math.clamp(wanted, 1, 256);
    };
  }
}
