package io.skiplane.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic axis.
 *
 * @param low value at pixel {@code from}
 * @param high value at pixel {@code to}
 * @param from pixel, left or below
 * @param to pixel, right or above
 */
record LogScale(double low, double high, double from, double to) {
  /** The pixel of a value. */
  double at(double value) {
    return from + (to - from) * Math.log(value / low) / Math.log(high / low);
  }

  /** Powers of {@code base} times each of {@code steps} on the axis. */
  List<Double> ticks(double base, double... steps) {
    List<Double> ticks = new ArrayList<>();
    int power = (int) Math.floor(Math.log(low) / Math.log(base)) - 1;
    for (; Math.pow(base, power) <= high; power++) {
      for (double step : steps) {
        double tick = step * Math.pow(base, power);
        if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }
}
