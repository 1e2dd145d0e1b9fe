package io.skiplane.harness.stress;

/**
 * One turn of a gradient, a row of {@code throughput.csv}.
 *
 * @param seconds since the run began, at the turn's end; without the time that a run which goes on
 *     had been stopped
 * @param gradient its word
 * @param round number of the round, from 0; in the first one the JVM still compiles
 * @param steps of all threads
 * @param busy seconds that they took
 * @param resident bytes of this process in main memory, 0 where the system does not tell
 */
public record Turn(
    double seconds, String gradient, long round, long steps, double busy, long resident) {
  /** Steps a second. */
  public double stepsPerSecond() {
    return steps / busy;
  }
}
