package io.skiplane.harness.sweep;

import io.skiplane.harness.engine.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a grid can run over: each has one name for options, TOML keys and columns of results. */
public enum Parameter {
  /** Number of patches. */
  K("k", "k", Kind.WHOLE, Problem::k),
  /** Size of a patch. */
  P("p", "p", Kind.WHOLE, Problem::p),
  /** How steps are taken. */
  GRADIENT("gradient", "gradient", Kind.WORD, problem -> problem.method().id()),
  /** Inputs a step. */
  BATCH("batch", "batch size", Kind.WHOLE, Problem::batch),
  /** Arithmetic of the steps. */
  PRECISION("precision", "precision", Kind.WORD, problem -> word(problem.precision())),
  /** Where students start. */
  START("start", "start", Kind.WORD, problem -> word(problem.start())),
  /** Step size of a. */
  ETA_A("eta-a", "step size of a, η_a", Kind.NUMBER, Problem::etaA),
  /** Step size of w after the warm-up. */
  ETA_W("eta-w", "step size of w, η_w", Kind.NUMBER, Problem::etaW),
  /** Steps of the warm-up. */
  WARM_UP("warm-up", "steps of the warm-up", Kind.WHOLE, Problem::warmUp),
  /** Step size of w in the warm-up. */
  WARM_UP_ETA_W("warm-up-eta-w", "step size of w in the warm-up", Kind.NUMBER, Problem::warmUpEtaW),
  /** ‖a*‖. */
  TEACHER_NORM("teacher-norm", "norm of the teacher, ‖a*‖", Kind.NUMBER, Problem::teacherNorm),
  /** 1ᵀa*. */
  TEACHER_SUM("teacher-sum", "sum of the teacher, 1ᵀa*", Kind.NUMBER, Problem::teacherSum),
  /** Angle between v* and the shortcut. */
  ANGLE("angle", "angle between v* and the shortcut", Kind.NUMBER, Problem::angle),
  /** Radius of the noise on v. */
  NOISE("noise", "radius of the noise on v", Kind.NUMBER, problem -> problem.noise().radiusW()),
  /** Radius of the noise on a. */
  NOISE_A("noise-a", "radius of the noise on a", Kind.NUMBER, problem -> problem.noise().radiusA()),
  /** Phases that have noise. */
  NOISE_PHASES(
      "noise-phases", "phases of the noise", Kind.WHOLE, problem -> problem.noise().phases()),
  /** Steps of each. */
  NOISE_STEPS(
      "noise-steps",
      "steps of a phase of the noise",
      Kind.WHOLE,
      problem -> problem.noise().phaseSteps()),
  /** Steps after which a student is classified as it stands. */
  STEPS_LIMIT("steps-limit", "limit of steps", Kind.WHOLE, Problem::stepsLimit),
  /** Success is a squared distance below this. */
  TOLERANCE("tolerance", "tolerance", Kind.NUMBER, Problem::tolerance),
  /** Names the random streams. */
  SEED("seed", "seed", Kind.WHOLE, Problem::seed);

  /** What its values are. */
  public enum Kind {
    /** Whole numbers. */
    WHOLE,
    /** Numbers. */
    NUMBER,
    /** Words of a few. */
    WORD
  }

  private final String id;
  private final String title;
  private final Kind kind;
  private final Function<Problem, Object> value;

  Parameter(String id, String title, Kind kind, Function<Problem, Object> value) {
    this.id = id;
    this.title = title;
    this.kind = kind;
    this.value = value;
  }

  /** Name in options, TOML files and results. */
  public String id() {
    return id;
  }

  /** Name in tables: as the other one, in one word. */
  public String column() {
    StringBuilder name = new StringBuilder();
    for (String part : id.split("-", -1)) {
      name.append(
          name.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    return name.toString();
  }

  /** Name for people. */
  public String title() {
    return title;
  }

  /** What its values are. */
  public Kind kind() {
    return kind;
  }

  /** Its value in a cell: a Long or Integer, a Double, or a String. */
  public Object value(Problem problem) {
    return value.apply(problem);
  }

  /** Its value in a cell as a number; NaN for words. */
  public double number(Problem problem) {
    return value(problem) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** Its value in a cell as files have it. */
  public String text(Problem problem) {
    return String.valueOf(value(problem));
  }

  /** The parameter of a name, if there is one. */
  public static Optional<Parameter> of(String id) {
    return Arrays.stream(values()).filter(parameter -> parameter.id.equals(id)).findFirst();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
