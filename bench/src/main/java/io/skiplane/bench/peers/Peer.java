package io.skiplane.bench.peers;

/**
 * A work of the bench as one peer does it. What its {@link PeerTask} does not ask for is missing.
 */
public interface Peer extends AutoCloseable {
  /** Takes so many steps, student-steps or numbers: whole steps of all students, whole buffers. */
  void run(int operations);

  /** Puts the state back to where it began. */
  void rewind();

  /** The output weights now, float64[k]. */
  default double[] a() {
    throw missing("weights");
  }

  /** The first-layer weight now, float64[p]. */
  default double[] v() {
    throw missing("weights");
  }

  /** Seeds the generator. */
  default void seed(long seed) {
    throw missing("generator");
  }

  /** Draws numbers as the next part of a step would, and returns them in the order of patches. */
  default double[] draw() {
    throw missing("generator");
  }

  /** 1ᵀa, aᵀa* and v·v* of each student now, float64[3][students]. */
  default double[][] students() {
    throw missing("students");
  }

  @Override
  default void close() {}

  private UnsupportedOperationException missing(String what) {
    return new UnsupportedOperationException(getClass().getSimpleName() + " has no " + what);
  }
}
