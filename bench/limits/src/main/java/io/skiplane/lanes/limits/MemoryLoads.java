package io.skiplane.lanes.limits;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Loads from main memory in whichever order is the faster one on this machine. Four streams gave a
 * quarter more than one on an Intel with small pages; on a Zen 4 with huge ones they give half as
 * much (17 of 31 GB/s). The first calls try both.
 */
public final class MemoryLoads {
  /** Both are compiled by then. */
  private static final int TRIES = 10;

  private final MemorySegment ring;
  private final MemorySegment sink;
  private final double[] nanosATurn = new double[2];
  private int tried;

  /**
   * Takes the memory, which stays the caller's.
   *
   * @param ring as {@link Loads#inOrder} has it
   * @param sink as {@link Loads#inOrder} has it
   */
  public MemoryLoads(MemorySegment ring, MemorySegment sink) {
    this.ring = ring;
    this.sink = sink;
    Arrays.fill(nanosATurn, Double.POSITIVE_INFINITY);
  }

  /** Loads the ring {@code turns} times. */
  public void run(long turns) {
    if (tried < TRIES) {
      int way = tried++ % 2;
      long begin = System.nanoTime();
      run(way, turns);
      double nanos = (double) (System.nanoTime() - begin) / turns;
      nanosATurn[way] = Math.min(nanosATurn[way], nanos);
    } else {
      run(nanosATurn[0] <= nanosATurn[1] ? 0 : 1, turns);
    }
  }

  private void run(int way, long turns) {
    if (way == 0) {
      Loads.inOrder(ring, turns, sink);
    } else {
      Loads.inStreams(ring, turns, sink);
    }
  }
}
