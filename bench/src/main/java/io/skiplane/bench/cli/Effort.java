package io.skiplane.bench.cli;

import java.util.List;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long is measured. Before all of this a fork warms up until its vectors are no longer boxed.
 *
 * @param rounds through all items, each in a fork of its own
 * @param warmUps iterations that do not count
 * @param warmUp length of each
 * @param measurements iterations that count
 * @param measurement length of each
 * @param jvmArguments further ones for each fork
 */
record Effort(
    int rounds,
    int warmUps,
    TimeValue warmUp,
    int measurements,
    TimeValue measurement,
    List<String> jvmArguments) {

  /** For claims: the JVM's default flags. */
  static final Effort FULL = new Effort(5, 4, millis(1000), 5, millis(500), List.of());

  /** For the sweep, whose points confirm each other. */
  static final Effort SWEEP = new Effort(3, 2, millis(500), 3, millis(300), List.of());

  /**
   * For a look. Each method waits for its compilation: on one core a compiler in the background
   * takes twice as long, as the boxing that it is to end gets half of the core.
   */
  static final Effort QUICK = new Effort(1, 1, millis(150), 5, millis(100), List.of("-Xbatch"));

  /** The same for the scalar twin, which nothing is claimed of and which has nothing to box. */
  Effort scalar() {
    return new Effort(
        rounds,
        Math.max(1, warmUps / 2),
        warmUp,
        Math.max(2, measurements / 2),
        measurement,
        jvmArguments);
  }

  private static TimeValue millis(long millis) {
    return TimeValue.milliseconds(millis);
  }
}
