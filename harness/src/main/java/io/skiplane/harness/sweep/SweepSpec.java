package io.skiplane.harness.sweep;

import io.skiplane.harness.engine.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a sweep is asked to run, checked: the grid's axes and each cell's problem.
 *
 * @param name of the built-in sweep, or {@value #OWN}
 * @param axes parameters of more than one value, the first slowest
 * @param problems of all cells, in row-major order of the axes
 * @param students of each cell
 * @param rows what a row of the results is
 * @param given all that was given, by name, for a run that goes on
 */
record SweepSpec(
    String name,
    List<Axis> axes,
    List<Problem> problems,
    long students,
    Rows rows,
    Map<String, Given> given) {
  /** Name of a sweep that is not built in. */
  static final String OWN = "sweep";

  static final String STUDENTS = "students";
  static final String ROWS = "rows";

  private static final long MOST_CELLS = 100_000;
  private static final long MOST_STUDENTS = 1_000_000_000;

  SweepSpec {
    axes = List.copyOf(axes);
    problems = List.copyOf(problems);
  }

  /**
   * Understands and checks what was given.
   *
   * @param base whose values and axes serve where nothing else is given
   * @param given values by name, those of files and options
   * @throws IllegalArgumentException naming what is wrong, the limit and the remedy
   */
  static SweepSpec of(Optional<BuiltIn> base, Map<String, Given> given) {
    Map<String, Given> all = new LinkedHashMap<>(base.map(BuiltIn::given).orElse(Map.of()));
    all.putAll(given);
    BuiltIn.defaults().forEach(all::putIfAbsent);
    for (Map.Entry<String, Given> entry : all.entrySet()) {
      checkName(entry.getKey(), entry.getValue());
    }
    Map<Parameter, Setting> settings = new EnumMap<>(Parameter.class);
    List<Parameter> order = new ArrayList<>();
    List<Axis> axes = new ArrayList<>();
    long cells = 1;
    for (Map.Entry<String, Given> entry : all.entrySet()) {
      Optional<Parameter> parameter = Parameter.of(entry.getKey());
      if (parameter.isPresent()) {
        Setting setting = Setting.of(parameter.get(), entry.getValue());
        settings.put(parameter.get(), setting);
        if (setting.size() > 1) {
          order.add(parameter.get());
          axes.add(setting.axis(parameter.get()));
          cells *= setting.size();
          if (cells > MOST_CELLS) {
            throw new IllegalArgumentException(
                "the grid has more than "
                    + MOST_CELLS
                    + " cells by "
                    + entry.getValue().where()
                    + "; give fewer values");
          }
        }
      }
    }
    long students = students(one(all, STUDENTS));
    return new SweepSpec(
        base.map(BuiltIn::id).orElse(OWN),
        axes,
        new Grid(settings, order).problems(),
        students,
        Values.words(one(all, ROWS), Rows.values()).getFirst(),
        all);
  }

  /** Every name that may be given. */
  static List<String> names() {
    return Stream.concat(
            Arrays.stream(Parameter.values()).map(Parameter::id), Stream.of(STUDENTS, ROWS))
        .toList();
  }

  private static void checkName(String name, Given given) {
    if (!names().contains(name)) {
      throw new IllegalArgumentException(
          given.where()
              + " is unknown; the names are "
              + String.join(", ", names())
              + ", and sweep");
    }
  }

  /** What takes one value only. */
  private static Given one(Map<String, Given> all, String name) {
    Given given = all.get(name);
    if (given == null) {
      throw new IllegalStateException(name + " has no default");
    }
    if (given.texts().size() != 1) {
      throw given.wrong(given.joined(), "it takes one value");
    }
    return given;
  }

  private static long students(Given given) {
    List<Quantity> values = Values.quantities(given, false);
    long count = values.size() == 1 ? values.getFirst().whole().orElse(0) : 0;
    if (count < 1 || count > MOST_STUDENTS) {
      throw given.wrong(given.joined(), "it must be a whole number from 1 to " + MOST_STUDENTS);
    }
    return count;
  }

  /** Students of all cells together. */
  long allStudents() {
    return students * problems.size();
  }

  /** What was given, as arguments of the command: the sweep's name first, if it is built in. */
  List<String> arguments() {
    Stream<String> options =
        given.entrySet().stream()
            .map(entry -> "--" + entry.getKey() + "=" + entry.getValue().joined());
    Stream<String> base = name.equals(OWN) ? Stream.empty() : Stream.of(name);
    return Stream.concat(base, options).collect(Collectors.toList());
  }
}
