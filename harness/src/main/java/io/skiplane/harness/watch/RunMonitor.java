package io.skiplane.harness.watch;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hears of a long run and tells it to whoever watches: the terminal, {@code skiplane watch} in
 * another one, Java Flight Recorder.
 *
 * <p>Cost, with the terminal's line, the counters and a {@code skiplane watch} reading them: at ten
 * times a second 0.6 % of the throughput of dense steps (100, 8) and 0.5 % of population steps, on
 * two cores of a Zen 4, medians of 45 pairs of 0.1 s with and without, in one JVM; it is told five
 * times a second.
 *
 * <p>A run calls it between blocks of steps that it drives anyway, as often as it likes: all but
 * five calls a second return at once. For one thread.
 *
 * <pre>{@code
 * try (RunMonitor monitor = RunMonitor.begin(facts, err)) {
 *   monitor.phase("steps");
 *   while (...) {
 *     monitor.progress(steps, students, fraction, () -> descent.point().phi());
 *   }
 *   monitor.end(RunEnding.FINISHED);
 * }
 * }</pre>
 */
public final class RunMonitor implements AutoCloseable {
  private static final long TELL_NANOS = 200_000_000;

  /** Nobody watches a shorter run, whose start need not wait for Agrona to be loaded. */
  private static final long COUNTERS_AFTER_NANOS = 1_000_000_000;

  private static final long RECORD_NANOS = 1_000_000_000;

  private static final ProcessHandle PROCESS = ProcessHandle.current();

  private final RunFacts facts;
  private final StatusLine status;
  private final LongSupplier clock;
  private final long begin;
  private final long began = System.currentTimeMillis();
  private final History history = new History();
  private String phase = "";
  private long steps;
  private long students;
  private double fraction;
  private long mismatches = -1;
  private RunEnding ending = RunEnding.NOT_YET;
  private @Nullable Pace pace;
  private long told;
  private long recorded;
  private long processBegan;
  private boolean countersTried;
  private @Nullable RunCounters counters;
  private @Nullable RunRecorder recorder;

  RunMonitor(RunFacts facts, StatusLine status, LongSupplier clock) {
    this.facts = facts;
    this.status = status;
    this.clock = clock;
    begin = clock.getAsLong();
    told = begin - TELL_NANOS;
    recorded = begin;
    record();
  }

  /**
   * A run begins.
   *
   * @param err standard error, where the progress goes
   */
  public static RunMonitor begin(RunFacts facts, PrintWriter err) {
    return new RunMonitor(facts, new StatusLine(err), System::nanoTime);
  }

  /** A phase begins, and the one before ends. */
  public void phase(String name) {
    phase = name;
    RunState state = state();
    if (counters != null) {
      counters.update(state);
    }
    if (recorder == null) {
      record();
    } else {
      recorder.phase(state);
    }
  }

  /**
   * How far the run is.
   *
   * @param stepsTaken gradient steps since the run began, all students together; one that goes on
   *     may count those before
   * @param studentsEnded that have ended, likewise
   * @param fractionDone of the work, from 0 to 1, likewise
   * @param gauge asked for the gauge's number if that is shown now; NaN if it is not known
   */
  public void progress(
      long stepsTaken, long studentsEnded, double fractionDone, DoubleSupplier gauge) {
    steps = stepsTaken;
    students = studentsEnded;
    fraction = fractionDone;
    long now = clock.getAsLong();
    if (now - told >= TELL_NANOS) {
      told = now;
      tell(now, gauge);
    }
  }

  /** The same of a run whose gauge is {@link Gauge#RATE}. */
  public void progress(long stepsTaken, long studentsEnded, double fractionDone) {
    progress(
        stepsTaken,
        studentsEnded,
        fractionDone,
        () -> pace == null || steps == 0 ? Double.NaN : pace.rate());
  }

  /** How many numbers have been found wrong so far, in a run that checks itself. */
  public void mismatches(long count) {
    mismatches = count;
  }

  private void tell(long now, DoubleSupplier gauge) {
    double seconds = (now - begin) / 1e9;
    if (pace == null) {
      pace = new Pace(seconds, steps, fraction);
    }
    pace.at(seconds, steps, fraction);
    history.add(seconds, gauge.getAsDouble());
    RunState state = state();
    status.show(ProgressLine.of(state, StatusLine.WIDTH));
    if (!countersTried && now - begin >= COUNTERS_AFTER_NANOS) {
      countersTried = true;
      processBegan = PROCESS.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
      counters = counters();
    }
    if (counters != null) {
      counters.update(state);
    }
    if (now - recorded >= RECORD_NANOS) {
      recorded = now;
      record();
      if (recorder != null) {
        recorder.throughput(state);
      }
    }
  }

  /** No run is lost because nobody can watch it: where the disk is full, or Agrona not let in. */
  private @Nullable RunCounters counters() {
    try {
      return RunCounters.create(facts.folder(), state());
    } catch (IOException | LinkageError | RuntimeException e) {
      return null;
    }
  }

  /** From when a recording is started, which may be in the midst of a run. */
  private void record() {
    if (recorder == null && RunRecorder.isWanted()) {
      recorder = new RunRecorder(facts, state());
    }
  }

  private RunState state() {
    return new RunState(
        facts.command(),
        phase,
        PROCESS.pid(),
        processBegan,
        began,
        System.currentTimeMillis(),
        ending,
        steps,
        facts.steps(),
        students,
        facts.students(),
        fraction,
        pace == null ? 0 : pace.rate(),
        pace == null ? Double.NaN : pace.secondsLeft(),
        mismatches,
        facts.gauge(),
        history.values());
  }

  /** Clears the line on the terminal, so that others may write there. */
  public void clear() {
    status.clear();
  }

  /** The run has ended so; what is said after the first time counts for nothing. */
  public void end(RunEnding how) {
    if (ending != RunEnding.NOT_YET) {
      return;
    }
    ending = how;
    status.clear();
    RunState state = state();
    if (counters != null) {
      counters.update(state);
      counters.close();
      counters = null;
    }
    if (recorder != null) {
      recorder.end(state);
      recorder = null;
    }
  }

  /** Without an {@link #end} before, the run has failed. */
  @Override
  public void close() {
    end(RunEnding.FAILED);
  }
}
