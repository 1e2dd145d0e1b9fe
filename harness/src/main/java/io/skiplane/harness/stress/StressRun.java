package io.skiplane.harness.stress;

import java.util.List;

/**
 * A run and what it came to, the document {@code stress.json}.
 *
 * @param facts what ran, and on what
 * @param finished whether it ran as long as it was to
 * @param seconds that it ran
 * @param rounds of all gradients
 * @param memory that it took
 * @param gradients in the order of their turns
 * @param differing blocks whose bits differed
 */
public record StressRun(
    Facts facts,
    boolean finished,
    double seconds,
    long rounds,
    Memory memory,
    List<GradientResult> gradients,
    long differing) {
  /** Keeps a copy. */
  public StressRun {
    gradients = List.copyOf(gradients);
  }

  /**
   * What ran, and on what.
   *
   * @param version of Skiplane
   * @param seed names all random streams
   * @param k number of patches
   * @param p size of a patch
   * @param precision its word
   * @param threads that worked
   * @param inputs resident ones; 0 without that gradient
   * @param check share of the blocks that were computed again
   * @param kernel the twin that ran
   * @param laneBits of its vectors; 0 for the scalar twin
   * @param jdk its version
   * @param cpu its name
   */
  public record Facts(
      String version,
      long seed,
      long k,
      long p,
      String precision,
      int threads,
      long inputs,
      double check,
      String kernel,
      int laneBits,
      String jdk,
      String cpu) {}

  /**
   * Memory in bytes; 0 where the system does not tell.
   *
   * @param offHeap set aside off the heap
   * @param early of the process in main memory, when all gradients had had their first turn
   * @param last at the end
   * @param largest at most
   */
  public record Memory(long offHeap, long early, long last, long largest) {}
}
