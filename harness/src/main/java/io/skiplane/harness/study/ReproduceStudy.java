package io.skiplane.harness.study;

import io.skiplane.harness.engine.BlockResult;
import io.skiplane.harness.engine.Engine;
import io.skiplane.harness.engine.Ledger;
import io.skiplane.harness.engine.Meter;
import io.skiplane.harness.engine.Outcomes;
import io.skiplane.harness.engine.Problem;
import io.skiplane.harness.engine.Sink;
import io.skiplane.harness.engine.ThreadsEngine;
import io.skiplane.harness.host.Processor;
import io.skiplane.harness.host.Version;
import io.skiplane.lanes.KernelRuntime;
import io.skiplane.model.Teacher;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The run behind {@code skiplane reproduce}: every cell, then the claims, agreements and paths. */
public final class ReproduceStudy {
  private static final List<Variant> VARIANTS = List.of(Variant.values());

  private final ReproduceSettings settings;
  private final Ledger ledger;
  private final Meter meter = new Meter();

  /**
   * A study of which nothing has run.
   *
   * @throws IllegalArgumentException if a teacher is impossible, with the reason
   */
  public ReproduceStudy(ReproduceSettings settings) {
    this.settings = settings;
    List<Problem> problems = new ArrayList<>();
    for (long k : settings.ks()) {
      for (Variant variant : VARIANTS) {
        problems.add(settings.problem(k, variant));
      }
    }
    ledger = new Ledger(problems, settings.students());
  }

  /** Counts the students' work while {@link #cells} goes on. */
  public Meter meter() {
    return meter;
  }

  /** What has run: a run that goes on reads it back before {@link #cells}. */
  public Ledger ledger() {
    return ledger;
  }

  /** Students of all cells together. */
  public long students() {
    return settings.students() * ledger.cells().size();
  }

  /**
   * Runs the cells' students, those that have not run.
   *
   * @param then hears of each result once the ledger has it
   * @param pulse called several times a second on the caller's thread; false ends the run early
   * @return whether all have run
   */
  public boolean cells(Sink then, BooleanSupplier pulse) throws IOException {
    return cells(KernelChoice.studentsOnScalar(settings), then, pulse);
  }

  boolean cells(boolean onScalar, Sink then, BooleanSupplier pulse) throws IOException {
    Engine engine = new ThreadsEngine(settings.threads(), onScalar);
    ledger.begin(meter);
    return engine.run(
        ledger.cells(),
        ledger.missingLongestFirst(),
        false,
        (BlockResult result) -> {
          ledger.add(result);
          then.take(result);
        },
        meter,
        pulse);
  }

  /** What all students came to, cell by cell; all must have run. */
  List<CellResult> results() {
    List<CellResult> results = new ArrayList<>();
    List<Outcomes> outcomes = ledger.all();
    for (int cell = 0; cell < outcomes.size(); cell++) {
      results.add(
          CellResult.of(
              ledger.cells().get(cell).k(),
              settings.p(),
              VARIANTS.get(cell % VARIANTS.size()),
              outcomes.get(cell)));
    }
    return results;
  }

  /**
   * All that is found once all students have run.
   *
   * @param seconds that their run took
   */
  public ReproduceRun finish(double seconds) {
    List<CellResult> results = results();
    List<Cell> cells = results.stream().map(CellResult::cell).toList();
    long firstK = settings.ks().get(0);
    try (Arena arena = Arena.ofConfined()) {
      return new ReproduceRun(
          info(seconds),
          settings.teacherNormText(),
          settings.teacherSumText(),
          Teacher.STUDY_ANGLE,
          settings.tolerance(),
          cells,
          Claims.check(cells),
          Agreements.check(firstK, settings),
          Paths.of(
              ledger.cells().get(0).teacher(arena), results.subList(0, VARIANTS.size()), settings));
    }
  }

  private RunInfo info(double seconds) {
    KernelRuntime runtime = KernelChoice.of(settings);
    return new RunInfo(
        Version.text(),
        settings.seed(),
        runtime.kernel(),
        runtime.laneBits(),
        Runtime.version().toString(),
        Processor.name(),
        settings.threads(),
        seconds,
        ledger.all().stream().mapToLong(Outcomes::studentSteps).sum());
  }
}
