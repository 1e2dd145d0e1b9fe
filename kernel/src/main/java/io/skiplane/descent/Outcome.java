package io.skiplane.descent;

/** How a run ended. */
public enum Outcome {
  /** ‖a − a*‖² + ‖v − v*‖² fell below the tolerance. */
  SUCCESS(0),
  /** φ &gt; π − 0.2 and aᵀa* &lt; 0, at the spurious optimum or on the way there. */
  TRAPPED(1),
  /** Neither, when the limit of steps was reached. */
  UNDECIDED(2);

  private final int code;

  Outcome(int code) {
    this.code = code;
  }

  /** {@return the number that tables and digests hold; it never changes} */
  public int code() {
    return code;
  }

  /**
   * {@return the outcome of a code}
   *
   * @param code 0, 1 or 2
   * @throws IllegalArgumentException if there is none
   */
  public static Outcome of(int code) {
    return switch (code) {
      case 0 -> SUCCESS;
      case 1 -> TRAPPED;
      case 2 -> UNDECIDED;
      default ->
          throw new IllegalArgumentException("outcome " + code + "; it must lie between 0 and 2");
    };
  }
}
