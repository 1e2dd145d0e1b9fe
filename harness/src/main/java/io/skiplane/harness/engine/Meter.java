package io.skiplane.harness.engine;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts a run's work while it goes on; read and written by any thread. */
public final class Meter {
  private final LongAdder studentSteps = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final DoubleAdder done = new DoubleAdder();
  private volatile double total = 1;

  void begin(double work) {
    total = work;
  }

  void add(long steps, int students, double weight) {
    studentSteps.add(steps);
    if (students > 0) {
      ended.add(students);
      done.add(students * weight);
    }
  }

  /** Gradient steps taken by all students together. */
  public long studentSteps() {
    return studentSteps.sum();
  }

  /** Students that have ended. */
  public long ended() {
    return ended.sum();
  }

  /** Estimated part of the work that is done, from 0 to 1. */
  public double fraction() {
    return Math.min(1, done.sum() / total);
  }
}
