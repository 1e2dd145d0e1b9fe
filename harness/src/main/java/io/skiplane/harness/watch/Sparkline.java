package io.skiplane.harness.watch;

import java.util.Arrays;
import java.util.List;

/**
 * A history as a row of bars, the first at the left. Bars reach from the least to the greatest
 * number so far, by magnitude if these are a factor of ten apart; those of shares from 0 to 1.
 */
final class Sparkline {
  private static final String BARS = "▁▂▃▄▅▆▇█";

  /** By so little, relative to its size, a number changes without a bar's showing it. */
  private static final double FLAT = 0.01;

  private Sparkline() {}

  /**
   * The row.
   *
   * @param width most columns, at least 2; of a longer history the first and the last number are
   *     shown, and some between
   */
  static String of(List<Double> history, int width, Gauge gauge) {
    int columns = Math.min(history.size(), width);
    double[] shown = new double[columns];
    for (int column = 0; column < columns; column++) {
      shown[column] = history.get(columns == 1 ? 0 : column * (history.size() - 1) / (columns - 1));
    }
    double least = Arrays.stream(shown).min().orElse(0);
    double greatest = Arrays.stream(shown).max().orElse(0);
    if (gauge == Gauge.SUCCESS) {
      least = 0;
      greatest = 1;
    }
    boolean magnitudes = gauge != Gauge.SUCCESS && least > 0 && greatest > 10 * least;
    StringBuilder row = new StringBuilder();
    for (double value : shown) {
      double height =
          magnitudes
              ? Math.log(value / least) / Math.log(greatest / least)
              : height(value, least, greatest);
      row.append(BARS.charAt((int) Math.clamp(height * BARS.length(), 0, BARS.length() - 1)));
    }
    return row.toString();
  }

  private static double height(double value, double least, double greatest) {
    double range = greatest - least;
    return range <= FLAT * Math.abs(greatest) ? 0.5 : (value - least) / range;
  }
}
