package io.skiplane.harness.study;

import io.skiplane.harness.engine.Job;
import io.skiplane.harness.engine.Meter;
import io.skiplane.harness.engine.ThreadsEngine;
import io.skiplane.harness.host.Processor;
import io.skiplane.harness.host.Version;
import io.skiplane.lanes.KernelRuntime;
import io.skiplane.model.Teacher;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** The run behind {@code skiplane reproduce}: every cell, then the claims, agreements and paths. */
public final class ReproduceStudy implements AutoCloseable {
  private static final List<Variant> VARIANTS = List.of(Variant.values());

  private final ReproduceSettings settings;
  private final Arena arena = Arena.ofShared();
  private final List<Job> jobs = new ArrayList<>();
  private final Meter meter = new Meter();

  /**
   * Makes the teachers.
   *
   * @throws IllegalArgumentException if one is impossible, with the reason
   */
  public ReproduceStudy(ReproduceSettings settings) {
    this.settings = settings;
    try {
      for (long k : settings.ks()) {
        Teacher teacher = settings.teacher(arena, k);
        for (Variant variant : VARIANTS) {
          jobs.add(
              new Job(
                  teacher,
                  variant.start(),
                  variant.stepSizes(k),
                  settings.stopRule(k),
                  settings.students()));
        }
      }
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  /** Counts the students' work while {@link #run} goes on. */
  public Meter meter() {
    return meter;
  }

  /** Students of all cells together. */
  public long students() {
    return settings.students() * jobs.size();
  }

  /**
   * Runs it all.
   *
   * @param tick called several times a second on the caller's thread while the cells run
   */
  public ReproduceRun run(Runnable tick) {
    long begin = System.nanoTime();
    List<CellResult> results = cells(KernelChoice.studentsOnScalar(settings), tick);
    double seconds = (System.nanoTime() - begin) / 1e9;
    List<Cell> cells = results.stream().map(CellResult::cell).toList();
    long firstK = settings.ks().get(0);
    return new ReproduceRun(
        info(seconds),
        settings.teacherNormText(),
        settings.teacherSumText(),
        Teacher.STUDY_ANGLE,
        settings.tolerance(),
        cells,
        Claims.check(cells),
        Agreements.check(firstK, settings),
        Paths.of(jobs.get(0).teacher(), results.subList(0, VARIANTS.size()), settings));
  }

  /** Runs the cells alone. */
  List<CellResult> cells(boolean onScalar, Runnable tick) {
    return new ThreadsEngine(settings.threads(), onScalar)
        .run(
            jobs,
            settings.seed(),
            (job, table) ->
                CellResult.of(
                    jobs.get(job).teacher().shape().k(),
                    settings.p(),
                    VARIANTS.get(job % VARIANTS.size()),
                    table),
            meter,
            tick);
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
        meter.studentSteps());
  }

  @Override
  public void close() {
    arena.close();
  }
}
