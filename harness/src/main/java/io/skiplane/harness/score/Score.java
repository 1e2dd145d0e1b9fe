package io.skiplane.harness.score;

import java.util.List;

/**
 * A machine's score.
 *
 * @param machine what it was reached on
 * @param threads how many are all
 * @param seconds that the run took
 * @param kernels what each reached, the one that a JVM chooses by itself last
 */
record Score(Machine machine, int threads, double seconds, List<KernelScore> kernels) {
  /**
   * Checks that all kernels came to the same bits.
   *
   * @throws IllegalStateException if not
   */
  Score {
    kernels = List.copyOf(kernels);
    for (KernelScore other : kernels) {
      for (Item item : Item.steps()) {
        String expected = kernels.getFirst().answers().get(item);
        if (expected == null || !expected.equals(other.answers().get(item))) {
          throw new IllegalStateException(
              "WRONG ANSWER: "
                  + item.word()
                  + " steps by "
                  + other.kernel().word()
                  + " come to other bits than by "
                  + kernels.getFirst().kernel().word()
                  + "; no result of this JVM on this machine can be trusted");
        }
      }
    }
  }

  /** The kernel that a JVM chooses by itself. */
  KernelScore chosen() {
    return kernels.getLast();
  }

  /** Numbers of threads that were measured. */
  List<Integer> threadCounts() {
    return threads == 1 ? List.of(1) : List.of(1, threads);
  }
}
