package io.skiplane.harness.watch;

/** The one number beside the rate that tells where a run is going; its history is a sparkline. */
public enum Gauge {
  /** φ, the angle between the student's v and the teacher's, in radians. */
  PHI("φ"),

  /** The share of the students that have ended at the global optimum, from 0 to 1. */
  SUCCESS("success"),

  /** Gradient steps a second, as the monitor finds them itself. */
  RATE("rate");

  private final String label;

  Gauge(String label) {
    this.label = label;
  }

  /** As people read it. */
  public String label() {
    return label;
  }
}
