package io.skiplane.harness.stress;

import io.skiplane.harness.cli.StatusLine;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Tells how far a run is and, at once, what differs. */
final class StressProgress {
  private final PrintWriter err;
  private final StatusLine status;
  private final double mostSeconds;
  private final long mostBlocks;
  private final AtomicLong pieces = new AtomicLong();
  private int told;

  StressProgress(PrintWriter err, double mostSeconds, long mostBlocks) {
    this.err = err;
    this.mostSeconds = mostSeconds;
    this.mostBlocks = mostBlocks;
    status = new StatusLine(err);
  }

  /** A piece of the resident inputs was drawn, on any thread. */
  synchronized void drawing(long bytes, StressProblem problem) {
    double done =
        (double) pieces.incrementAndGet()
            * ResidentNumbers.PIECE
            * problem.precision().bytes()
            / bytes;
    status.show(
        String.format(Locale.ROOT, "drawing resident inputs: %.0f %%", 100 * Math.min(1, done)));
  }

  /** A turn has ended. */
  void turn(Turn turn, Ledger ledger) {
    for (; told < ledger.mismatches().size(); told++) {
      status.clear();
      err.println(StressText.of(ledger.mismatches().get(told)));
      err.flush();
    }
    double done =
        Math.max(
            ledger.seconds() / mostSeconds,
            (double) ledger.account(ledger.next()).blocks() / mostBlocks);
    status.show(
        String.format(
            Locale.ROOT,
            "%3.0f %%  round %d  %-10s %s steps/s  %d %s  %s",
            Math.floor(100 * Math.min(1, done)),
            turn.round() + 1,
            turn.gradient(),
            StressText.quantity(turn.stepsPerSecond(), ""),
            ledger.differing(),
            ledger.differing() == 1 ? "mismatch" : "mismatches",
            left(ledger.seconds(), done)));
  }

  private static String left(double seconds, double done) {
    if (done < 0.01) {
      return "";
    }
    double left = seconds * Math.max(0, 1 - done) / done;
    return left < 90
        ? String.format(Locale.ROOT, "%.0f s left", left)
        : String.format(Locale.ROOT, "%.0f min left", left / 60);
  }

  /** Clears the line that is written over. */
  void end() {
    status.clear();
  }
}
