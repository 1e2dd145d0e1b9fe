package io.skiplane.harness.watch;

/**
 * The counters of a run's file; each one's type id says the same as its id, so that a file of
 * another kind is noticed. Times are in milliseconds since 1970; numbers that are not whole stand
 * as the bits of a double.
 */
enum Counter {
  COMMAND(0, "command"),
  PROCESS(1, "process id"),
  PROCESS_BEGAN(2, "process began"),
  BEGAN(3, "run began"),
  HEARD(4, "heartbeat"),
  ENDING(5, "ending: 0 not yet, 1 finished, 2 stopped, 3 failed"),
  PHASE(6, "phase: id of its counter, -1 for none"),
  STEPS(7, "steps done"),
  STEPS_IN_ALL(8, "steps in all, 0 if not known"),
  STUDENTS(9, "students done"),
  STUDENTS_IN_ALL(10, "students in all"),
  FRACTION(11, "part of the work done, double"),
  RATE(12, "steps a second, double"),
  SECONDS_LEFT(13, "seconds left, double"),
  MISMATCHES(14, "mismatches, -1 if not looked for"),
  GAUGE(15, "gauge: 0 phi, 1 share of successes, 2 rate"),
  HISTORY_LENGTH(16, "numbers in the gauge's history"),
  /** The first of {@link History#LENGTH}. */
  HISTORY(17, "gauge's history, double");

  /** Type of a phase's counter, whose label is its name and whose number is when it began. */
  static final int PHASE_TYPE = 2000;

  private static final int FIRST_TYPE = 1000;

  private final int id;
  private final String label;

  Counter(int id, String label) {
    this.id = id;
    this.label = label;
  }

  int id() {
    return id;
  }

  int type() {
    return FIRST_TYPE + id;
  }

  String label() {
    return label;
  }
}
