package io.skiplane.harness.score;

/**
 * What an item reached.
 *
 * @param item what was measured
 * @param threads how many did it at the same time
 * @param perSecond steps, floating-point operations or bytes a second, of all threads together
 * @param allocated bytes that one thread allocated on the heap a step, operation or byte; 0 once
 *     the loops are compiled
 */
record Rate(Item item, int threads, double perSecond, double allocated) {
  /** A step whose vectors are objects allocates kilobytes; one stray vector is 160 bytes. */
  private static final double BOXED_BYTES = 200;

  /** Whether vectors were still objects, so that the rate is not the kernel's. */
  boolean boxed() {
    return item.isStep() && allocated > BOXED_BYTES;
  }
}
