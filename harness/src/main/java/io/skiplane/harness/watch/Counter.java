package io.skiplane.harness.watch;

/**
 * The counters of a run's file; each one's id is its place here, and its type id says the same, so
 * that a file of another kind is noticed. Times are in milliseconds since 1970; numbers that are
 * not whole stand as the bits of a double.
 */
enum Counter {
  COMMAND("command"),
  PROCESS("process id"),
  PROCESS_BEGAN("process began"),
  BEGAN("run began"),
  HEARD("heartbeat"),
  ENDING("ending: 0 not yet, 1 finished, 2 stopped, 3 failed"),
  PHASE("phase: id of its counter, -1 for none"),
  STEPS("steps done"),
  STEPS_IN_ALL("steps in all, 0 if not known"),
  STUDENTS("students done"),
  STUDENTS_IN_ALL("students in all"),
  FRACTION("part of the work done, double"),
  RATE("steps a second, double"),
  SECONDS_LEFT("seconds left, double"),
  MISMATCHES("mismatches, -1 if not looked for"),
  GAUGE("gauge: 0 phi, 1 share of successes, 2 rate"),
  HISTORY_LENGTH("numbers in the gauge's history"),
  /** The first of {@link History#LENGTH}. */
  HISTORY("gauge's history, double");

  /** Type of a phase's counter, whose label is its name and whose number is when it began. */
  static final int PHASE_TYPE = 2000;

  private static final int FIRST_TYPE = 1000;

  private final String label;

  Counter(String label) {
    this.label = label;
  }

  int id() {
    return ordinal();
  }

  int type() {
    return FIRST_TYPE + ordinal();
  }

  String label() {
    return label;
  }
}
