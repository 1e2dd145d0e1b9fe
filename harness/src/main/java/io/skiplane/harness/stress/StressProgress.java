package io.skiplane.harness.stress;

import io.skiplane.harness.watch.Gauge;
import io.skiplane.harness.watch.RunEnding;
import io.skiplane.harness.watch.RunFacts;
import io.skiplane.harness.watch.RunMonitor;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Tells how far a run is and, at once, what differs. */
final class StressProgress implements AutoCloseable {
  private final PrintWriter err;
  private final RunMonitor monitor;
  private final double mostSeconds;
  private final long mostBlocks;
  private int told;

  /** Of a run that ends after so many seconds or blocks of each gradient. */
  StressProgress(PrintWriter err, Path folder, double mostSeconds, long mostBlocks) {
    this.err = err;
    this.mostSeconds = mostSeconds;
    this.mostBlocks = mostBlocks;
    monitor = RunMonitor.begin(new RunFacts("stress", folder, 0, 1, Gauge.RATE), err);
    monitor.phase("steps");
    monitor.mismatches(0);
  }

  /** A turn has ended. */
  void turn(Ledger ledger) {
    for (; told < ledger.mismatches().size(); told++) {
      monitor.clear();
      err.println(StressText.of(ledger.mismatches().get(told)));
      err.flush();
    }
    double done =
        Math.max(
            ledger.seconds() / mostSeconds,
            (double) ledger.account(ledger.next()).blocks() / mostBlocks);
    monitor.mismatches(ledger.differing());
    monitor.progress(ledger.steps(), 0, Math.min(1, done));
  }

  /** The run has ended, or was stopped. */
  void end(boolean whole) {
    monitor.end(whole ? RunEnding.FINISHED : RunEnding.STOPPED);
  }

  /** If nothing was said of its end, it has failed. */
  @Override
  public void close() {
    monitor.close();
  }
}
