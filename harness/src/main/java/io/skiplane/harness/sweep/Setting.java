package io.skiplane.harness.sweep;

import io.skiplane.harness.engine.Method;
import io.skiplane.memory.Precision;
import io.skiplane.model.Start;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The values of one parameter, understood: numbers, or words.
 *
 * @param given where they stand
 * @param quantities numbers; empty for words
 * @param words words; empty for numbers
 */
record Setting(Given given, List<Quantity> quantities, List<? extends Enum<?>> words) {

  /** Understands what was given for a parameter. */
  static Setting of(Parameter parameter, Given given) {
    Setting setting =
        switch (parameter) {
          case GRADIENT -> new Setting(given, List.of(), Values.words(given, Method.values()));
          case PRECISION -> new Setting(given, List.of(), Values.words(given, Precision.values()));
          case START -> new Setting(given, List.of(), Values.words(given, Start.Kind.values()));
          default ->
              new Setting(
                  given, Values.quantities(given, parameter == Parameter.TEACHER_SUM), List.of());
        };
    Set<String> seen = new HashSet<>();
    for (String label : setting.labels()) {
      if (!seen.add(label)) {
        throw given.wrong(given.joined(), label + " may come only once");
      }
    }
    return setting;
  }

  int size() {
    return Math.max(quantities.size(), words.size());
  }

  Axis axis(Parameter parameter) {
    return new Axis(parameter, labels());
  }

  private List<String> labels() {
    return words.isEmpty()
        ? quantities.stream().map(Quantity::label).toList()
        : words.stream().map(Parameter::word).toList();
  }
}
