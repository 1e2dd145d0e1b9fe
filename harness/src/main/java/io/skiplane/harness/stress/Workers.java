package io.skiplane.harness.stress;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for what other threads do. */
final class Workers {
  private Workers() {}

  /**
   * Waits for one, and throws what it has thrown.
   *
   * @throws IllegalStateException if this thread is interrupted meanwhile
   */
  static <T> T join(Future<T> task) {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the run was interrupted", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException runtime -> throw runtime;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException("a thread failed: " + e, e);
      }
    }
  }
}
