package io.skiplane.descent;

/** How a run ended. */
public enum Outcome {
  /** ‖a − a*‖² + ‖v − v*‖² fell below the tolerance. */
  SUCCESS,
  /** φ &gt; π − 0.2 and aᵀa* &lt; 0, at the spurious optimum or on the way there. */
  TRAPPED,
  /** Neither, when the limit of steps was reached. */
  UNDECIDED
}
