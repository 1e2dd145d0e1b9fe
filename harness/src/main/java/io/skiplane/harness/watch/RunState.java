package io.skiplane.harness.watch;

import java.util.List;

/**
 * A run at an instant, as those who watch it are told.
 *
 * @param command the command's name
 * @param phase what it is at; empty before the first phase
 * @param process id of its process
 * @param processBegan when that began, in milliseconds since 1970, which tells it from a later one
 *     of the same id; 0 if the system does not say
 * @param began when the run did, in the same unit
 * @param heard when it was last heard of, in the same unit
 * @param ending whether and how it has ended
 * @param steps gradient steps taken so far, all students together
 * @param stepsInAll that there will be; 0 if that is not known
 * @param students that have ended
 * @param studentsInAll that it runs
 * @param fraction of the work that is done
 * @param stepsPerSecond over the last seconds
 * @param secondsLeft NaN if not known yet
 * @param mismatches numbers found wrong; −1 if the run does not check itself
 * @param gauge what its gauge shows
 * @param history of the gauge, the last number last
 */
record RunState(
    String command,
    String phase,
    long process,
    long processBegan,
    long began,
    long heard,
    RunEnding ending,
    long steps,
    long stepsInAll,
    long students,
    long studentsInAll,
    double fraction,
    double stepsPerSecond,
    double secondsLeft,
    long mismatches,
    Gauge gauge,
    List<Double> history) {

  RunState {
    history = List.copyOf(history);
  }

  /** What the gauge shows now; NaN if nothing yet. */
  double gaugeValue() {
    return history.isEmpty() ? Double.NaN : history.getLast();
  }
}
