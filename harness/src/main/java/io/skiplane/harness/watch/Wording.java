package io.skiplane.harness.watch;

import java.util.Locale;

/** Times and numbers as a progress line tells them. */
public final class Wording {
  private Wording() {}

  /** A time in the unit that suits it. */
  public static String duration(double seconds) {
    if (seconds < 90) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    double minutes = seconds / 60;
    if (minutes < 90) {
      return String.format(Locale.ROOT, "%.0f min", minutes);
    }
    double hours = minutes / 60;
    return hours < 48
        ? String.format(Locale.ROOT, "%.1f h", hours)
        : String.format(Locale.ROOT, "%.1f days", hours / 24);
  }

  /** A number, in millions or billions if it is large. */
  public static String quantity(double value) {
    if (value < 1e6) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return value < 999.5e6
        ? String.format(Locale.ROOT, "%.0f million", value / 1e6)
        : String.format(Locale.ROOT, "%.2f billion", value / 1e9);
  }

  /** A rate: slow ones have a digit behind the point. */
  static String rate(double stepsPerSecond) {
    return (stepsPerSecond < 100
            ? String.format(Locale.ROOT, "%.1f", stepsPerSecond)
            : quantity(stepsPerSecond))
        + " steps/s";
  }

  /** A part of a whole, rounded down, so that only what has ended is at 100 %. */
  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.0f %%", Math.floor(100 * fraction));
  }

  /** A gauge's number. */
  static String gauge(Gauge gauge, double value) {
    return switch (gauge) {
      case PHI -> String.format(Locale.ROOT, value == 0 || value >= 0.01 ? "%.3f" : "%.1e", value);
      case SUCCESS -> String.format(Locale.ROOT, "%.1f %%", 100 * value);
      case RATE -> rate(value);
    };
  }
}
