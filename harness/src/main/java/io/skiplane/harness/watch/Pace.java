package io.skiplane.harness.watch;

/** A run's rate over the last seconds, and the time that it will still take. */
final class Pace {
  /** What the last second counts beside those before. */
  private static final double NEWEST = 0.3;

  private static final double LEAST_FRACTION = 0.01;

  private final double firstTime;
  private final long firstSteps;
  private double earlierTime;
  private double earlierFraction;
  private double laterTime;
  private double laterFraction;
  private double beatTime;
  private long beatSteps;
  private double rate = Double.NaN;
  private double fraction;
  private double time;
  private long steps;

  /**
   * A run is first heard of, which may go on from where another was stopped.
   *
   * @param time in seconds
   */
  Pace(double time, long steps, double fraction) {
    firstTime = time;
    firstSteps = steps;
    earlierTime = time;
    earlierFraction = fraction;
    laterTime = time;
    laterFraction = fraction;
    this.time = time;
    this.steps = steps;
    this.fraction = fraction;
    beatTime = time;
    beatSteps = steps;
  }

  /** It is heard of again. */
  void at(double now, long stepsNow, double fractionNow) {
    time = now;
    steps = stepsNow;
    fraction = fractionNow;
    double seconds = now - beatTime;
    if (seconds >= 1) {
      double newest = (stepsNow - beatSteps) / seconds;
      // A long silence outweighs all that was known before it.
      double weight = 1 - Math.pow(1 - NEWEST, seconds);
      rate = Double.isNaN(rate) ? newest : rate + weight * (newest - rate);
      beatTime = now;
      beatSteps = stepsNow;
      mark();
    }
  }

  /** The first seconds, in which the JVM compiles, are not to tell how long the rest will take. */
  private void mark() {
    if (time - firstTime >= 2 * (laterTime - firstTime)) {
      earlierTime = laterTime;
      earlierFraction = laterFraction;
      laterTime = time;
      laterFraction = fraction;
    }
  }

  /** Steps a second. */
  double rate() {
    double seconds = time - firstTime;
    return Double.isNaN(rate) ? (seconds > 0 ? (steps - firstSteps) / seconds : 0) : rate;
  }

  /** Seconds that are left, by the later half of the run; NaN if too little is done to tell. */
  double secondsLeft() {
    double done = fraction - earlierFraction;
    return done < LEAST_FRACTION * (1 - earlierFraction) || done <= 0
        ? Double.NaN
        : (time - earlierTime) * (1 - fraction) / done;
  }
}
