package io.skiplane.harness.train;

import io.skiplane.descent.Point;

/**
 * What a run came to.
 *
 * @param first where the student stood before the first step
 * @param last where it stood after the last one
 * @param nanoseconds time of all steps alone, without measuring and writing points
 */
record TrainResult(Point first, Point last, long nanoseconds) {
  double nanosecondsPerStep() {
    return (double) nanoseconds / last.step();
  }
}
