package io.skiplane.harness.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;

/** Saves a run's state every so often, and hears whether it is to stop. */
public final class SaveClock implements BooleanSupplier {
  private final long interval;
  private final Saver saver;
  private final BooleanSupplier stop;
  private long saved = System.nanoTime();

  /** Saves the state. */
  @FunctionalInterface
  public interface Saver {
    /** Saves it. */
    void save() throws IOException;
  }

  /**
   * A clock that starts now.
   *
   * @param interval nanoseconds from one save to the next; 0 for none
   * @param stop whether the run is to stop
   */
  public SaveClock(long interval, Saver saver, BooleanSupplier stop) {
    this.interval = interval;
    this.saver = saver;
    this.stop = stop;
  }

  /** To be called several times a second; saves if it is time to, and tells whether to go on. */
  @Override
  public boolean getAsBoolean() {
    if (interval > 0 && System.nanoTime() - saved >= interval) {
      try {
        saver.save();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      saved = System.nanoTime();
    }
    return !stop.getAsBoolean();
  }
}
