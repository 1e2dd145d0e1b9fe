package io.skiplane.harness.stress;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for what other threads do. */
final class Workers {
  private Workers() {}

  /**
   * Waits for one, and throws what it has thrown.
   *
   * @throws InterruptedException if this thread is interrupted meanwhile
   */
  static <T> T join(Future<T> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException runtime -> throw runtime;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException("a thread failed: " + e, e);
      }
    }
  }
}
