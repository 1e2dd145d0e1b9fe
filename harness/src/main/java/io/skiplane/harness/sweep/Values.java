package io.skiplane.harness.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Understands the values given for a parameter: numbers, ranges, words. */
final class Values {
  /** More values of one parameter are a slip. */
  private static final int MOST = 100_000;

  private Values() {}

  /**
   * Numbers, and ranges {@code from:to:count} of evenly spaced ones, or {@code from:to:count:log}
   * of ones by even ratios.
   *
   * @param normUnit whether ‖a*‖ may be a unit
   * @throws IllegalArgumentException if a text is neither
   */
  static List<Quantity> quantities(Given given, boolean normUnit) {
    List<Quantity> values = new ArrayList<>();
    for (String text : given.texts()) {
      if (text.contains(":")) {
        values.addAll(range(given, text));
      } else {
        values.add(quantity(given, text, text));
      }
      if (values.size() > MOST) {
        throw given.wrong(text, "a parameter may have " + MOST + " values at most");
      }
    }
    for (Quantity value : values) {
      if (value.unit() == Unit.NORM && !normUnit) {
        throw given.wrong(value.label(), "only the teacher's sum may be given in its norm");
      }
    }
    return values;
  }

  private static Quantity quantity(Given given, String part, String text) {
    Quantity quantity = Quantity.parse(part);
    if (quantity == null || !Double.isFinite(quantity.factor())) {
      throw given.wrong(
          text,
          "it must be a number, such as 0.5, 6sqrt(k), 1/k^2 or 0.45pi, or a range from:to:count,"
              + " with :log behind it for even ratios");
    }
    return quantity;
  }

  private static List<Quantity> range(Given given, String text) {
    String[] parts = text.split(":", -1);
    boolean log = parts.length == 4 && parts[3].strip().equals("log");
    if (parts.length != 3 && !log) {
      throw given.wrong(text, "a range is from:to:count, or from:to:count:log for even ratios");
    }
    Quantity from = quantity(given, parts[0], text);
    Quantity to = quantity(given, parts[1], text);
    Quantity counted = quantity(given, parts[2], text);
    long count = counted.whole().orElse(0);
    if (count < 2 || count > MOST) {
      throw given.wrong(text, "the count of a range must be a whole number from 2 to " + MOST);
    }
    if (from.unit() != to.unit()) {
      throw given.wrong(text, "both ends of a range must be in the same unit");
    }
    if (log && !(from.factor() > 0 && to.factor() > 0)) {
      throw given.wrong(text, "both ends of a range by even ratios must be above 0");
    }
    List<Quantity> values = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      double part = (double) i / (count - 1);
      double factor =
          log
              ? from.factor() * StrictMath.pow(to.factor() / from.factor(), part)
              : from.factor() + part * (to.factor() - from.factor());
      if (i == count - 1) {
        factor = to.factor();
      }
      values.add(Quantity.between(factor, from.unit()));
    }
    return values;
  }

  /**
   * Words of a few.
   *
   * @throws IllegalArgumentException if a text is another one
   */
  static <E extends Enum<E>> List<E> words(Given given, E[] constants) {
    List<E> values = new ArrayList<>();
    for (String text : given.texts()) {
      values.add(
          Arrays.stream(constants)
              .filter(constant -> Parameter.word(constant).equals(text.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      given.wrong(
                          text,
                          "it must be one of "
                              + Arrays.stream(constants)
                                  .map(Parameter::word)
                                  .collect(Collectors.joining(", ")))));
    }
    return values;
  }
}
