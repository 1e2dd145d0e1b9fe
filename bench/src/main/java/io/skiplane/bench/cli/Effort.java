package io.skiplane.bench.cli;

import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.runner.options.Options;
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
 * @param longest after which no further fork is started
 */
record Effort(
    int rounds,
    int warmUps,
    TimeValue warmUp,
    int measurements,
    TimeValue measurement,
    List<String> jvmArguments,
    Duration longest) {

  private static final Duration UNLIMITED = Duration.ofDays(365);

  /** For claims: the JVM's default flags. */
  static final Effort FULL = new Effort(5, 4, millis(1000), 5, millis(500), List.of(), UNLIMITED);

  /** For the sweep, whose points confirm each other. */
  static final Effort SWEEP = new Effort(3, 2, millis(500), 3, millis(300), List.of(), UNLIMITED);

  /** For the peers, of which there are many; what differs by less is not told apart. */
  static final Effort PEERS = new Effort(3, 2, millis(300), 3, millis(300), List.of(), UNLIMITED);

  /**
   * For a look. Each method waits for its compilation: on one core a compiler in the background
   * takes twice as long, as the boxing that it is to end gets half of the core. On a machine that
   * is too slow for all rows the last ones are left out, as five minutes are promised.
   */
  static final Effort QUICK =
      new Effort(1, 1, millis(60), 4, millis(50), List.of("-Xbatch"), Duration.ofSeconds(285));

  /**
   * The same for the scalar twin, which nothing is claimed of and which has nothing to box: as few
   * iterations as have a median that one of them does not move.
   */
  Effort scalar() {
    return new Effort(
        rounds,
        Math.max(1, warmUps / 2),
        warmUp,
        Math.max(3, measurements / 2),
        measurement,
        jvmArguments,
        longest);
  }

  /**
   * The same with what the user asks of JMH instead, whose forks are the rounds here. Five minutes
   * are promised for the lengths above alone.
   */
  Effort given(Options asked) {
    Effort other =
        new Effort(
            asked.getForkCount().orElse(rounds),
            asked.getWarmupIterations().orElse(warmUps),
            asked.getWarmupTime().orElse(warmUp),
            asked.getMeasurementIterations().orElse(measurements),
            asked.getMeasurementTime().orElse(measurement),
            jvmArguments,
            longest);
    return other.equals(this) ? this : other.withoutEnd();
  }

  private Effort withoutEnd() {
    return new Effort(rounds, warmUps, warmUp, measurements, measurement, jvmArguments, UNLIMITED);
  }

  private static TimeValue millis(long millis) {
    return TimeValue.milliseconds(millis);
  }
}
