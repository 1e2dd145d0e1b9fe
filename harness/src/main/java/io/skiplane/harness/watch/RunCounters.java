package io.skiplane.harness.watch;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersManager;

/** Writes a run's counters to a mapped file, for {@link WatchedRun} to read in another process. */
final class RunCounters implements AutoCloseable {
  private final Path file;
  private final Arena arena;
  private final CountersManager counters;
  private final Map<String, Integer> phases = new HashMap<>();

  private RunCounters(Path file, Arena arena, CountersManager counters) {
    this.file = file;
    this.arena = arena;
    this.counters = counters;
  }

  /** Makes the file, in place of one that a killed run has left. */
  @SuppressWarnings("MustBeClosedChecker") // The arena closes with what is returned.
  static RunCounters create(Path folder, RunState state) throws IOException {
    Path made = CountersLayout.made(folder);
    Path file = CountersLayout.file(folder);
    Files.deleteIfExists(made);
    Arena arena = Arena.ofConfined();
    try (FileChannel channel =
        FileChannel.open(
            made,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      // On the disk at once: to write to a mapped file that a full disk has no room for is fatal.
      ByteBuffer zeros = ByteBuffer.allocate(CountersLayout.BYTES);
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      ByteBuffer bytes =
          channel
              .map(FileChannel.MapMode.READ_WRITE, 0, CountersLayout.BYTES, arena)
              .asByteBuffer();
      RunCounters counters = fill(file, arena, bytes, state);
      counters.update(state);
      // Not written over: whoever watches the run before has its file mapped.
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return counters;
    } catch (IOException | RuntimeException | LinkageError e) {
      arena.close();
      Files.deleteIfExists(made);
      throw e;
    }
  }

  private static RunCounters fill(Path file, Arena arena, ByteBuffer bytes, RunState state) {
    UnsafeBuffer head = CountersLayout.head(bytes);
    head.putLong(CountersLayout.MAGIC_AT, CountersLayout.MAGIC);
    head.putInt(CountersLayout.VERSION_AT, CountersLayout.VERSION);
    head.putInt(CountersLayout.COUNTERS_AT, CountersLayout.COUNTERS);
    CountersManager counters =
        new CountersManager(CountersLayout.metaData(bytes), CountersLayout.values(bytes));
    for (Counter counter : Counter.values()) {
      String label = counter == Counter.COMMAND ? state.command() : counter.label();
      for (int i = 0; i < (counter == Counter.HISTORY ? History.LENGTH : 1); i++) {
        allocate(counters, label, counter.type());
      }
    }
    RunCounters made = new RunCounters(file, arena, counters);
    made.set(Counter.PROCESS, state.process());
    made.set(Counter.PROCESS_BEGAN, state.processBegan());
    made.set(Counter.BEGAN, state.began());
    made.set(Counter.STEPS_IN_ALL, state.stepsInAll());
    made.set(Counter.STUDENTS_IN_ALL, state.studentsInAll());
    made.set(Counter.GAUGE, state.gauge().code());
    return made;
  }

  private static int allocate(CountersManager counters, String label, int type) {
    return counters.allocate(label, type, (MutableDirectBuffer key) -> {});
  }

  /** Tells where the run is. */
  void update(RunState state) {
    set(Counter.ENDING, state.ending().code());
    set(Counter.PHASE, phase(state.phase()));
    set(Counter.STEPS, state.steps());
    set(Counter.STUDENTS, state.students());
    set(Counter.MISMATCHES, state.mismatches());
    set(Counter.FRACTION, state.fraction());
    set(Counter.RATE, state.stepsPerSecond());
    set(Counter.SECONDS_LEFT, state.secondsLeft());
    List<Double> history = state.history();
    for (int i = 0; i < history.size(); i++) {
      counters.setCounterValue(
          Counter.HISTORY.id() + i, Double.doubleToRawLongBits(history.get(i)));
    }
    set(Counter.HISTORY_LENGTH, history.size());
    set(Counter.HEARD, state.heard());
  }

  /** A phase's counter, made the first time; of very many the later ones go by without a name. */
  private int phase(String name) {
    if (name.isEmpty()) {
      return -1;
    }
    Integer known = phases.get(name);
    if (known == null) {
      if (counters.available() == 0) {
        return -1;
      }
      known = allocate(counters, name, Counter.PHASE_TYPE);
      counters.setCounterValue(known, System.currentTimeMillis());
      phases.put(name, known);
    }
    return known;
  }

  private void set(Counter counter, long value) {
    counters.setCounterValue(counter.id(), value);
  }

  private void set(Counter counter, double value) {
    set(counter, Double.doubleToRawLongBits(value));
  }

  /** Takes the file away; whoever has it mapped still reads the last state. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Left behind it says that its run has ended, or that its process is no more.
    }
    arena.close();
  }
}
