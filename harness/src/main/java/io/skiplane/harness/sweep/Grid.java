package io.skiplane.harness.sweep;

import io.skiplane.descent.NoiseSchedule;
import io.skiplane.harness.engine.Method;
import io.skiplane.harness.engine.Problem;
import io.skiplane.memory.Precision;
import io.skiplane.model.Start;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Works out each cell's problem, and checks it. */
final class Grid {
  private static final long LARGEST_SIZE = 1_000_000;
  private static final long MOST_STEPS = 1_000_000_000_000_000L;
  private static final long MOST_PHASES = 1000;
  private static final double LARGEST_NUMBER = 1e9;

  /** What exact step sizes are limited by comes later, and says more. */
  private static final double LARGEST_STEP = 1e9;

  /** Default limit of steps, over the step size of a. */
  private static final double STEPS_PER_ETA = 200;

  private static final long LEAST_STEPS = 10_000;

  private final Map<Parameter, Setting> settings;
  private final List<Parameter> order;

  /**
   * A grid.
   *
   * @param settings the values of each parameter that was given
   * @param order the axes, the first slowest
   */
  Grid(Map<Parameter, Setting> settings, List<Parameter> order) {
    this.settings = settings;
    this.order = order;
  }

  /**
   * All cells' problems, in row-major order.
   *
   * @throws IllegalArgumentException if one is impossible, with the cell and the reason
   */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    int[] at = new int[order.size()];
    boolean more = true;
    while (more) {
      problems.add(new Cell(at).problem());
      more = false;
      for (int axis = at.length - 1; axis >= 0 && !more; axis--) {
        at[axis] = (at[axis] + 1) % size(axis);
        more = at[axis] != 0;
      }
    }
    return problems;
  }

  private int size(int axis) {
    return setting(order.get(axis)).size();
  }

  private Setting setting(Parameter parameter) {
    Setting setting = settings.get(parameter);
    if (setting == null) {
      throw new IllegalStateException(parameter + " has no default");
    }
    return setting;
  }

  /** One cell: which value of each parameter it has. */
  private final class Cell {
    private final Map<Parameter, Integer> positions = new EnumMap<>(Parameter.class);
    private double k = 1;
    private double norm = 1;

    Cell(int[] at) {
      for (int axis = 0; axis < at.length; axis++) {
        positions.put(order.get(axis), at[axis]);
      }
    }

    Problem problem() {
      long patches = whole(Parameter.K, 1, LARGEST_SIZE);
      k = patches;
      long p = whole(Parameter.P, 1, LARGEST_SIZE);
      norm = number(Parameter.TEACHER_NORM, Double.MIN_NORMAL, LARGEST_NUMBER);
      double sum = number(Parameter.TEACHER_SUM, -1e3 * LARGEST_NUMBER, 1e3 * LARGEST_NUMBER);
      double angle = number(Parameter.ANGLE, 0, Math.PI);
      double etaA = number(Parameter.ETA_A, 0, LARGEST_STEP);
      double etaW = given(Parameter.ETA_W) ? number(Parameter.ETA_W, 0, LARGEST_STEP) : etaA;
      double warmUpEtaW =
          given(Parameter.WARM_UP_ETA_W)
              ? number(Parameter.WARM_UP_ETA_W, 0, LARGEST_STEP)
              : etaA * etaA;
      long stepsLimit =
          given(Parameter.STEPS_LIMIT)
              ? whole(Parameter.STEPS_LIMIT, 1, MOST_STEPS)
              : Math.clamp(Math.round(STEPS_PER_ETA / etaA), LEAST_STEPS, MOST_STEPS);
      int batch = (int) whole(Parameter.BATCH, 1, Integer.MAX_VALUE);
      long warmUp = whole(Parameter.WARM_UP, 0, MOST_STEPS);
      double tolerance = number(Parameter.TOLERANCE, Double.MIN_NORMAL, LARGEST_NUMBER);
      long seed = whole(Parameter.SEED, Long.MIN_VALUE, Long.MAX_VALUE);
      NoiseSchedule noise = noise(stepsLimit);
      try {
        return new Problem(
            patches,
            p,
            norm,
            sum,
            angle,
            word(Parameter.GRADIENT, Method.class),
            batch,
            word(Parameter.PRECISION, Precision.class),
            word(Parameter.START, Start.Kind.class),
            etaA,
            etaW,
            warmUp,
            warmUpEtaW,
            noise,
            tolerance,
            stepsLimit,
            seed);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("in " + name() + ": " + e.getMessage(), e);
      }
    }

    private NoiseSchedule noise(long stepsLimit) {
      double radius = number(Parameter.NOISE, 0, LARGEST_NUMBER);
      double radiusA =
          given(Parameter.NOISE_A) ? number(Parameter.NOISE_A, 0, LARGEST_NUMBER) : radius;
      long phases = whole(Parameter.NOISE_PHASES, 1, MOST_PHASES);
      long phaseSteps =
          given(Parameter.NOISE_STEPS)
              ? whole(Parameter.NOISE_STEPS, 1, MOST_STEPS)
              : Math.max(1, stepsLimit / (2 * phases)); // Half of the run has no noise.
      return radius == 0 && radiusA == 0
          ? NoiseSchedule.NONE
          : new NoiseSchedule(radius, radiusA, (int) phases, phaseSteps);
    }

    private boolean given(Parameter parameter) {
      return settings.containsKey(parameter);
    }

    private Quantity quantity(Parameter parameter) {
      return setting(parameter).quantities().get(positions.getOrDefault(parameter, 0));
    }

    private <E extends Enum<E>> E word(Parameter parameter, Class<E> type) {
      return type.cast(setting(parameter).words().get(positions.getOrDefault(parameter, 0)));
    }

    private double number(Parameter parameter, double least, double most) {
      Quantity quantity = quantity(parameter);
      double value = quantity.number(k, norm);
      if (parameter == Parameter.ANGLE && value > most && value <= most * (1 + 1e-15)) {
        return most;
      }
      if (value >= least && value <= most) {
        return value;
      }
      throw wrong(
          parameter,
          quantity,
          least == Double.MIN_NORMAL
              ? "it must be a number above 0 and at most " + most
              : parameter == Parameter.ANGLE
                  ? "it must be an angle from 0 to pi, in radians"
                  : "it must be a number from " + least + " to " + most);
    }

    /** Whole numbers in a unit are rounded. */
    private long whole(Parameter parameter, long least, long most) {
      Quantity quantity = quantity(parameter);
      OptionalLong value = quantity.whole();
      if (quantity.unit() != Unit.ONE) {
        double number = quantity.number(k, norm);
        value = Math.abs(number) < 1e18 ? OptionalLong.of(Math.round(number)) : value;
      }
      if (value.isPresent() && value.getAsLong() >= least && value.getAsLong() <= most) {
        return value.getAsLong();
      }
      throw wrong(parameter, quantity, "it must be a whole number from " + least + " to " + most);
    }

    private IllegalArgumentException wrong(Parameter parameter, Quantity quantity, String must) {
      return setting(parameter).given().wrong(quantity.label(), must);
    }

    /** The cell, as people find it in the grid. */
    private String name() {
      Optional<String> coordinates =
          positions.entrySet().stream()
              .map(
                  entry ->
                      entry.getKey().id()
                          + " = "
                          + setting(entry.getKey())
                              .axis(entry.getKey())
                              .labels()
                              .get(entry.getValue()))
              .reduce((one, other) -> one + ", " + other);
      return coordinates.map(text -> "the cell " + text).orElse("the sweep");
    }
  }
}
