package io.skiplane.harness.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number, or so many of a unit: {@code 0.5}, {@code 1/k^2}, {@code 6√k}, {@code 0.45π}.
 *
 * @param label as people wrote it
 * @param factor how many
 * @param unit of what
 * @param whole the number itself, where it is a whole one without a unit
 */
record Quantity(String label, double factor, Unit unit, OptionalLong whole) {
  private static final Pattern FORM =
      Pattern.compile("([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:e[+-]?[0-9]+)?)?(.*)");

  private static final MathContext DIGITS = new MathContext(12);

  /** Longer texts are no numbers; the pattern need not look at them. */
  private static final int LONGEST = 100;

  /** Understands a text; null if it is no such number. */
  static @Nullable Quantity parse(String text) {
    String plain =
        text.strip()
            .toLowerCase(Locale.ROOT)
            .replace("²", "^2")
            .replace("⁴", "^4")
            .replace("√k", "sqrt(k)")
            .replace("π", "pi")
            .replace("·", "")
            .replace("*", "")
            .replace(" ", "")
            .replace("_", "");
    Matcher matcher = FORM.matcher(plain);
    if (plain.isEmpty() || plain.length() > LONGEST || !matcher.matches()) {
      return null;
    }
    String number = matcher.group(1);
    for (Unit unit : Unit.values()) {
      if (unit.text().equals(matcher.group(2)) && (number != null || unit != Unit.ONE)) {
        double factor = number == null ? 1 : Double.parseDouble(number);
        return new Quantity(text.strip(), factor, unit, whole(number, unit));
      }
    }
    return null;
  }

  private static OptionalLong whole(@Nullable String number, Unit unit) {
    try {
      return number == null || unit != Unit.ONE
          ? OptionalLong.empty()
          : OptionalLong.of(new BigDecimal(number).longValueExact());
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** A number between others of the same unit, rounded to digits that people can read. */
  static Quantity between(double factor, Unit unit) {
    BigDecimal rounded = new BigDecimal(factor).round(DIGITS).stripTrailingZeros();
    String number =
        rounded.scale() > DIGITS.getPrecision() ? rounded.toString() : rounded.toPlainString();
    return new Quantity(number + unit.text(), rounded.doubleValue(), unit, whole(number, unit));
  }

  /** The number in a cell of k patches and a teacher of norm {@code norm}. */
  double number(double k, double norm) {
    // One division, as the step sizes of the paper are worked out.
    return switch (unit) {
      case PER_K -> factor / k;
      case PER_K_SQUARED -> factor / (k * k);
      default -> factor * unit.of(k, norm);
    };
  }
}
