package io.skiplane.testing;

/** The largest error that a function was seen to have, in units of the last place, and where. */
public final class WorstError {
  private double units;
  private double at;
  private long seen;

  /** Nothing seen yet. */
  public WorstError() {}

  /** Takes note of a float result. */
  public void see(double argument, float actual, double exact) {
    see(argument, Math.abs(actual - exact) / Math.ulp((float) exact));
  }

  /** Takes note of a double result. */
  public void see(double argument, double actual, DoubleDouble exact) {
    double error = exact.minus(DoubleDouble.of(actual)).hi();
    see(argument, Math.abs(error) / Math.ulp(exact.hi()));
  }

  /** Takes note of an error in whatever unit. */
  public void see(double argument, double error) {
    seen++;
    if (error > units || Double.isNaN(error)) {
      units = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
      at = argument;
    }
  }

  /** This and another's. */
  public WorstError and(WorstError other) {
    WorstError worse = other.units > units ? other : this;
    WorstError both = new WorstError();
    both.units = worse.units;
    both.at = worse.at;
    both.seen = seen + other.seen;
    return both;
  }

  /** The largest error. */
  public double units() {
    return units;
  }

  @Override
  public String toString() {
    return "%.4f at %s of %,d".formatted(units, at, seen);
  }
}
