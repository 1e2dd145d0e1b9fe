package io.skiplane.harness.engine;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts a run's work while it goes on; read and written by any thread. */
public final class Meter {
  private final LongAdder studentSteps = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final DoubleAdder done = new DoubleAdder();
  private volatile double total = 1;
  private volatile double before;
  private volatile long endedBefore;

  /**
   * Begins to count.
   *
   * @param work of the whole run, in units of {@link Problem#weight}
   * @param doneBefore how much of it an earlier process has done
   * @param studentsBefore how many students had ended there
   */
  public void begin(double work, double doneBefore, long studentsBefore) {
    before = doneBefore;
    endedBefore = studentsBefore;
    total = Math.max(Double.MIN_NORMAL, work);
  }

  /** Counts steps, and students that have ended. */
  public void add(long steps, int students) {
    studentSteps.add(steps);
    if (students > 0) {
      ended.add(students);
    }
  }

  /** Counts work that is done. */
  public void done(double work) {
    done.add(work);
  }

  /** Gradient steps taken in this process by all students together. */
  public long studentSteps() {
    return studentSteps.sum();
  }

  /** Students that have ended, here or in an earlier process. */
  public long ended() {
    return endedBefore + ended.sum();
  }

  /** Estimated part of the work that is done, from 0 to 1. */
  public double fraction() {
    return Math.min(1, (before + done.sum()) / total);
  }

  /** The part that was done when this process began. */
  public double fractionBefore() {
    return Math.min(1, before / total);
  }
}
