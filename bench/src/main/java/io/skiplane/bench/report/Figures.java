package io.skiplane.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as the tables print them. */
final class Figures {
  private static final String NONE = "–";

  private Figures() {}

  /** Three significant digits, thousands apart: "0.312", "49.0", "7,960,000". */
  static String three(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3));
    int whole = rounded.precision() - rounded.scale();
    int decimals = Math.clamp(3 - whole, 0, 3);
    return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
  }

  /** A number of an axis, without trailing zeros. */
  static String plain(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  /** A ratio as "3.2×". */
  static String times(double value) {
    return Double.isFinite(value) ? three(value) + "×" : NONE;
  }

  /** A share in whole per cent. */
  static String percent(double share) {
    return Double.isFinite(share) ? Math.round(100 * share) + " %" : NONE;
  }

  /** An error beside its value: "±1.2 %". */
  static String error(double error, double value) {
    return Double.isFinite(error)
        ? String.format(Locale.ROOT, "±%.1f %%", 100 * error / value)
        : NONE;
  }
}
