package io.skiplane.harness.engine;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Runs students somewhere: on threads of this machine, or on many machines. Whoever asks need not
 * know, as a block's result does not depend on who runs it, when, beside what or how often: see
 * {@link BlockRunner}.
 */
public interface Engine {
  /** How often, about, a run looks up: milliseconds between calls of its pulse. */
  long PULSE_MILLIS = 100;

  /**
   * Runs blocks and hands each one's result over.
   *
   * @param cells what the blocks' cells are
   * @param blocks to run, begun in about this order; each is taken once
   * @param withEnds whether results hold each student's end
   * @param sink takes the results, on the caller's thread
   * @param meter counts the work
   * @param pulse called several times a second on the caller's thread; false ends the run early
   * @return whether every block was run, and not ended early
   * @throws IOException what the sink threw
   * @throws RuntimeException what a worker threw, if one did; the others then end early
   */
  boolean run(
      List<Problem> cells,
      Iterable<Block> blocks,
      boolean withEnds,
      Sink sink,
      Meter meter,
      BooleanSupplier pulse)
      throws IOException;
}
