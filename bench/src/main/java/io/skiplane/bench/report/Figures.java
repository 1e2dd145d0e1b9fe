package io.skiplane.bench.report;

import java.util.Locale;

/** Numbers as the tables print them. */
final class Figures {
  private static final String NONE = "–";

  private Figures() {}

  /** Three significant digits, with a multiplication sign's thousands left together. */
  static String three(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    double size = Math.abs(value);
    String format = size >= 99.95 ? "%.0f" : size >= 9.995 ? "%.1f" : size >= 0.9995 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
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
