package io.skiplane.harness.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads options' values; a bad one is named together with the limit. */
public final class OptionValue {
  private static final long MOST_THREADS = 1024;

  private OptionValue() {}

  /**
   * The value of {@code --threads}; one a processor where it was not given.
   *
   * @throws IllegalArgumentException if it is no number of threads
   */
  public static int threads(@Nullable String text) {
    return text == null
        ? Runtime.getRuntime().availableProcessors()
        : (int) whole("--threads", text, 1, MOST_THREADS);
  }

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException if it is not one or lies outside [least, most]
   */
  public static long whole(String option, String text, long least, long most) {
    try {
      BigInteger value = new BigInteger(text.strip());
      if (value.compareTo(BigInteger.valueOf(least)) >= 0
          && value.compareTo(BigInteger.valueOf(most)) <= 0) {
        return value.longValueExact();
      }
    } catch (NumberFormatException e) {
      // Falls through to the sentence below, which suits this too.
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s is %s; it must be a whole number from %d to %d",
            option,
            shown(text),
            least,
            most));
  }

  /**
   * A list of different whole numbers, divided by commas.
   *
   * @throws IllegalArgumentException if there is none, or one is bad or comes twice
   */
  public static List<Long> wholes(String option, String text, long least, long most) {
    Set<Long> values = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      long value = whole(option, part, least, most);
      if (!values.add(value)) {
        throw new IllegalArgumentException(
            option + " is " + shown(text) + "; " + value + " may come only once");
      }
    }
    return new ArrayList<>(values);
  }

  /**
   * A finite number.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static double finite(String option, String text) {
    double value = parsed(text);
    if (Double.isFinite(value)) {
      return value;
    }
    throw new IllegalArgumentException(
        option + " is " + shown(text) + "; it must be a finite number");
  }

  /**
   * A number above 0.
   *
   * @throws IllegalArgumentException if it is not one, or above {@code most}
   */
  public static double positive(String option, String text, double most) {
    double value = parsed(text);
    if (value > 0 && value <= most) {
      return value;
    }
    throw new IllegalArgumentException(
        option + " is " + shown(text) + "; it must be a number above 0 and at most " + most);
  }

  private static double parsed(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static String shown(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.isEmpty() ? "empty" : line.length() > 60 ? line.substring(0, 60) + "…" : line;
  }
}
