package io.skiplane.harness.page;

import java.util.Locale;

/** Numbers for people, as plain text. */
public final class Numbers {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Numbers() {}

  /** A count with separators, for example 140,000. */
  public static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** A rate in per cent without its sign, always two decimals, so that columns line up. */
  public static String percent(double rate) {
    return String.format(Locale.ROOT, "%.2f", 100 * rate);
  }

  /** Three significant digits, or two and a power of ten for the very small and the very large. */
  public static String number(double x) {
    if (x == 0) {
      return "0";
    }
    if (!Double.isFinite(x)) {
      return Double.isNaN(x) ? "not a number" : x > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(x);
    if (size < 0.001 || size >= 1e5) {
      String[] parts = String.format(Locale.ROOT, "%.1e", size).split("e", 2);
      String mantissa = parts[0].equals("1.0") ? "" : parts[0] + " × ";
      return sign(x) + mantissa + "10" + superscript(Integer.parseInt(parts[1]));
    }
    int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
    String digits = String.format(Locale.ROOT, "%,." + decimals + "f", size);
    return sign(x) + (decimals > 0 ? digits.replaceFirst("\\.?0+$", "") : digits);
  }

  /** An angle in units of π. */
  public static String angle(double radians) {
    return number(radians / Math.PI) + "π";
  }

  /** A time, in seconds or in minutes and seconds. */
  public static String seconds(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return count(whole / 60) + " min " + whole % 60 + " s";
  }

  /** A size of memory. */
  public static String bytes(long bytes) {
    if (bytes < 1 << 10) {
      return bytes + " bytes";
    }
    int power = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
    double size = bytes / (double) (1L << (10 * power));
    return number(size) + " " + " KMGTPE".charAt(power) + "iB";
  }

  private static String superscript(int n) {
    StringBuilder text = new StringBuilder(n < 0 ? "⁻" : "");
    String.valueOf(Math.abs(n)).chars().forEach(c -> text.append(SUPERSCRIPTS.charAt(c - '0')));
    return text.toString();
  }

  private static String sign(double x) {
    return x < 0 ? "−" : "";
  }
}
