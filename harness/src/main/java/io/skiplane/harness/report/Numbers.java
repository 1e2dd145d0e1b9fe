package io.skiplane.harness.report;

import java.util.Locale;

/** Numbers for people, as HTML. */
final class Numbers {
  private Numbers() {}

  /** A count with separators, for example 140,000. */
  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** A rate in per cent without its sign, always two decimals, so that columns line up. */
  static String percent(double rate) {
    return String.format(Locale.ROOT, "%.2f", 100 * rate);
  }

  /** Three significant digits, or two and a power of ten for the very small and the very large. */
  static String number(double x) {
    if (x == 0) {
      return "0";
    }
    if (!Double.isFinite(x)) {
      return Double.isNaN(x) ? "not a number" : x > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(x);
    if (size < 0.001 || size >= 1e5) {
      String[] parts = String.format(Locale.ROOT, "%.1e", size).split("e", 2);
      String power = String.valueOf(Integer.parseInt(parts[1])).replace('-', '−');
      String mantissa = parts[0].equals("1.0") ? "" : parts[0] + " × ";
      return sign(x) + mantissa + "10<sup>" + power + "</sup>";
    }
    int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
    String digits = String.format(Locale.ROOT, "%,." + decimals + "f", size);
    return sign(x) + (decimals > 0 ? digits.replaceFirst("\\.?0+$", "") : digits);
  }

  /** An angle in units of π. */
  static String angle(double radians) {
    return number(radians / Math.PI) + "π";
  }

  /** A time, in seconds or in minutes and seconds. */
  static String seconds(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return count(whole / 60) + " min " + whole % 60 + " s";
  }

  private static String sign(double x) {
    return x < 0 ? "−" : "";
  }
}
