package io.skiplane.harness.engine;

import io.skiplane.descent.Outcome;
import java.util.Locale;

/** How a student ended. */
public enum Ending {
  /** It reached the global optimum. */
  SUCCESS,
  /** It is at the spurious optimum or on the way there. */
  TRAPPED,
  /** Neither, when the limit of steps was reached. */
  UNDECIDED,
  /** Its numbers left the finite range. */
  DIVERGED;

  private static final Ending[] ALL = values();

  static Ending of(Outcome outcome) {
    return switch (outcome) {
      case SUCCESS -> SUCCESS;
      case TRAPPED -> TRAPPED;
      case UNDECIDED -> UNDECIDED;
    };
  }

  static Ending of(int code) {
    return ALL[code];
  }

  /** The number that files and digests hold; it never changes. */
  public int code() {
    return ordinal();
  }

  /** Name in files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
