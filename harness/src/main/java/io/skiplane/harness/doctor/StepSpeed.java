package io.skiplane.harness.doctor;

import com.sun.management.ThreadMXBean;
import io.skiplane.descent.Descent;
import io.skiplane.gradient.Gradient;
import io.skiplane.memory.Precision;
import io.skiplane.model.Shape;
import io.skiplane.model.Start;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;

/**
 * What a dense step costs.
 *
 * @param nanoseconds time
 * @param bytes allocated; 0 once the loops are compiled
 */
record StepSpeed(double nanoseconds, double bytes) {
  static final Shape SHAPE = new Shape(100, 8);

  private static final long STEPS = 1000;
  private static final int BEST_OF = 20;

  /** A step whose vectors are boxed allocates tens of kilobytes; one stray vector is 160 bytes. */
  private static final double BOXED_BYTES = 2000;

  private static final long WARM_UP_NANOS = 1_500_000_000L;

  /** For a machine that is busy otherwise. */
  private static final long LONGEST_WARM_UP_NANOS = 20_000_000_000L;

  /** Whether vectors are still objects. */
  boolean boxed() {
    return bytes > BOXED_BYTES;
  }

  /** Warms up until nothing is allocated, or time is up; then takes the best of some runs. */
  static StepSpeed measure() {
    try (Arena arena = Arena.ofConfined()) {
      Teacher teacher = Teacher.study(arena, SHAPE);
      Student student = Student.allocate(arena, SHAPE, Precision.DOUBLE);
      Start start = new Start(arena, teacher);
      start.draw(Start.Kind.RESNET, 1, 0);
      start.to(student);
      Descent descent =
          Descent.of(
              arena, student, teacher, new Gradient.Dense(1), StepSizes.warmUpFor(SHAPE.k()), 1, 0);
      long begin = System.nanoTime();
      StepSpeed best = run(descent);
      long patience = LONGEST_WARM_UP_NANOS;
      while (best.bytes >= 1 && System.nanoTime() - begin < patience) {
        best = run(descent);
        patience = best.boxed() ? LONGEST_WARM_UP_NANOS : WARM_UP_NANOS;
      }
      for (int i = 0; i < BEST_OF; i++) {
        StepSpeed next = run(descent);
        best = next.nanoseconds < best.nanoseconds ? next : best;
      }
      return best;
    }
  }

  private static StepSpeed run(Descent descent) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long begin = System.nanoTime();
    descent.run(STEPS);
    long end = System.nanoTime();
    bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
    return new StepSpeed((double) (end - begin) / STEPS, (double) bytes / STEPS);
  }
}
