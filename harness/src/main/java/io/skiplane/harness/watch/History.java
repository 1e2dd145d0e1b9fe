package io.skiplane.harness.watch;

import java.util.Arrays;
import java.util.List;

/**
 * What a gauge has shown since a run began, in a bounded number of stretches of equal length: once
 * all are in use, two become one. Each keeps the last number shown in it.
 */
final class History {
  /** Most stretches. */
  static final int LENGTH = 24;

  private static final double FIRST_SECONDS = 0.1;

  private final double[] values = new double[LENGTH];
  private double seconds = FIRST_SECONDS;
  private int used;

  /** A number shown so long after the run began; later than those before. */
  void add(double time, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    while (time / seconds >= LENGTH) {
      halve();
    }
    int at = Math.max((int) (time / seconds), used - 1);
    // Where nothing was shown for long, all stood still as far as anyone knows.
    for (; used < at; used++) {
      values[used] = used == 0 ? value : values[used - 1];
    }
    if (at > 0 || used == 0) {
      values[at] = value;
    }
    used = at + 1;
  }

  private void halve() {
    for (int i = 1; 2 * i < used; i++) {
      values[i] = values[Math.min(2 * i + 1, used - 1)];
    }
    used = (used + 1) / 2;
    seconds *= 2;
  }

  /** The numbers, the last one last. */
  List<Double> values() {
    return Arrays.stream(values, 0, used).boxed().toList();
  }
}
