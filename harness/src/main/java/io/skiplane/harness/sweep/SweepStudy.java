package io.skiplane.harness.sweep;

import io.skiplane.harness.digest.Digest;
import io.skiplane.harness.engine.Engine;
import io.skiplane.harness.engine.Ledger;
import io.skiplane.harness.engine.Meter;
import io.skiplane.harness.engine.Outcomes;
import io.skiplane.harness.engine.Sink;
import io.skiplane.harness.host.Processor;
import io.skiplane.harness.host.Version;
import io.skiplane.harness.study.KernelChoice;
import io.skiplane.harness.study.RunInfo;
import io.skiplane.lanes.KernelRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The run behind {@code skiplane sweep}, on whatever engine. */
final class SweepStudy {
  private final SweepSpec spec;
  private final Ledger ledger;
  private final Meter meter = new Meter();

  /** A sweep of which nothing has run. */
  SweepStudy(SweepSpec spec) {
    this.spec = spec;
    ledger = new Ledger(spec.problems(), spec.students());
  }

  SweepSpec spec() {
    return spec;
  }

  /** What has run: a run that goes on reads it back before {@link #run}. */
  Ledger ledger() {
    return ledger;
  }

  Meter meter() {
    return meter;
  }

  /**
   * Runs all students that have not run.
   *
   * @param sink told of results; tells the ledger
   * @param pulse called several times a second on the caller's thread; false ends the run early
   * @return whether all have run
   */
  boolean run(Engine engine, Sink sink, BooleanSupplier pulse) throws IOException {
    ledger.begin(meter);
    boolean withEnds = spec.rows() == Rows.STUDENT;
    return engine.run(ledger.cells(), ledger.missing(), withEnds, sink, meter, pulse);
  }

  /**
   * All that was found, once all have run.
   *
   * @param threads that ran it
   * @param seconds that it took
   */
  SweepRun finish(int threads, double seconds) {
    List<Outcomes> outcomes = ledger.all();
    List<SweepCell> cells = new ArrayList<>();
    MessageDigest sha = Digest.sha256();
    long steps = 0;
    for (int cell = 0; cell < outcomes.size(); cell++) {
      cells.add(new SweepCell(cell, ledger.cells().get(cell), outcomes.get(cell)));
      sha.update(outcomes.get(cell).digest().getBytes(StandardCharsets.US_ASCII));
      steps += outcomes.get(cell).studentSteps();
    }
    KernelRuntime runtime = KernelChoice.of(ledger);
    RunInfo info =
        new RunInfo(
            Version.text(),
            ledger.cells().getFirst().seed(),
            runtime.kernel(),
            runtime.laneBits(),
            Runtime.version().toString(),
            Processor.name(),
            threads,
            seconds,
            steps);
    return new SweepRun(
        spec.name(),
        info,
        spec.axes(),
        spec.students(),
        cells,
        Findings.of(spec, cells),
        Digest.text(sha));
  }
}
