package io.skiplane.harness.watch;

/** The one number beside the rate that tells where a run is going; its history is a sparkline. */
public enum Gauge {
  /** φ, the angle between the student's v and the teacher's, in radians. */
  PHI(0, "φ"),

  /** The share of the students that have ended at the global optimum, from 0 to 1. */
  SUCCESS(1, "success"),

  /** Gradient steps a second, as the monitor finds them itself. */
  RATE(2, "rate");

  private final int code;
  private final String label;

  Gauge(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** Its number in a file of counters: its place here. */
  int code() {
    return code;
  }

  /** As people read it. */
  public String label() {
    return label;
  }
}
