package io.skiplane.harness.stress;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what other threads do. */
final class Workers {
  private static final long PAUSE_MILLIS = 100;

  private Workers() {}

  /**
   * Waits for one, and throws what it has thrown.
   *
   * @throws IllegalStateException if this thread is interrupted meanwhile
   */
  static <T> T join(Future<T> task) {
    return join(task, () -> {});
  }

  /** The same; several times a second something is done meanwhile. */
  static <T> T join(Future<T> task, Runnable meanwhile) {
    try {
      while (true) {
        try {
          return task.get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          meanwhile.run();
        }
      }
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
