package io.skiplane.harness.checkpoint;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or whatever else asks the process to end: the run hears of it at its next pause, and the
 * JVM waits until the run has put its things away.
 */
public final class StopSignal implements AutoCloseable {
  /** Of a command that ends so: as the shell tells of a process that Ctrl-C has ended. */
  public static final int EXIT_CODE = 130;

  private static final long LONGEST_SECONDS = 600;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::ask, "stop");
  private volatile boolean asked;

  private StopSignal() {}

  /** Listens until it is closed. */
  public static StopSignal listen() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  private void ask() {
    asked = true;
    try {
      boolean inTime = done.await(LONGEST_SECONDS, TimeUnit.SECONDS);
      assert inTime || asked;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the run is to stop. */
  public boolean asked() {
    return asked;
  }

  /** The run has put its things away. */
  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already.
    }
  }
}
