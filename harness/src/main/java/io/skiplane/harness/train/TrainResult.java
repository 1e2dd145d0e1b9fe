package io.skiplane.harness.train;

import io.skiplane.descent.Point;

/**
 * What a run came to.
 *
 * @param first where the student stood before the first step
 * @param last where it stood after the last one
 * @param nanosecondsPerStep time of a step in the second half of the run, without points
 */
record TrainResult(Point first, Point last, double nanosecondsPerStep) {}
