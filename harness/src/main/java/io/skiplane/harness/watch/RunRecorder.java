package io.skiplane.harness.watch;

import io.skiplane.lanes.KernelRuntime;
import io.skiplane.lanes.Twins;
import java.util.Locale;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Tells Java Flight Recorder of a run. It is made only where a recording has been started: to load
 * the first event takes a third of a second.
 */
final class RunRecorder {
  private final RunEvent run = new RunEvent();
  private @Nullable PhaseEvent phase;
  private ThroughputEvent throughput = new ThroughputEvent();
  private RunState phaseBegan;
  private RunState told;

  /** A run that is at work. */
  RunRecorder(RunFacts facts, RunState state) {
    KernelRuntime runtime = Twins.runtime();
    run.command = facts.command();
    run.folder = facts.folder().toString();
    run.kernel = runtime.kernel();
    run.laneBits = runtime.laneBits();
    run.begin();
    throughput.begin();
    phaseBegan = state;
    told = state;
    phase(state);
  }

  /** Whether someone has started a recording; where the JDK lacks the recorder, no one has. */
  static boolean isWanted() {
    try {
      return FlightRecorder.isInitialized();
    } catch (LinkageError e) {
      return false;
    }
  }

  /** A phase begins. */
  void phase(RunState state) {
    endPhase(state);
    if (!state.phase().isEmpty()) {
      phase = new PhaseEvent();
      phase.phase = state.phase();
      phase.begin();
    }
    phaseBegan = state;
  }

  private void endPhase(RunState state) {
    if (phase != null) {
      phase.steps = state.steps() - phaseBegan.steps();
      phase.students = state.students() - phaseBegan.students();
      phase.commit();
      phase = null;
    }
  }

  /** Called about every second. */
  void throughput(RunState state) {
    throughput.stepRate = state.stepsPerSecond();
    throughput.steps = state.steps() - told.steps();
    throughput.students = state.students() - told.students();
    throughput.done = state.fraction();
    throughput.gauge = state.gauge().name().toLowerCase(Locale.ROOT);
    throughput.gaugeValue = state.gaugeValue();
    throughput.mismatches = state.mismatches();
    throughput.commit();
    throughput = new ThroughputEvent();
    throughput.begin();
    told = state;
  }

  /** The run has ended. */
  void end(RunState state) {
    throughput(state);
    endPhase(state);
    run.steps = state.steps();
    run.students = state.students();
    run.ending = state.ending().name().toLowerCase(Locale.ROOT);
    run.commit();
  }
}
