package io.skiplane.harness.watch;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;
import org.jspecify.annotations.Nullable;

/** Reads the counters of a run, most often of another process, as they change. */
final class WatchedRun implements AutoCloseable {
  /** A run tells where it is five times a second; its steps may be long, and its machine busy. */
  static final long SILENT_MILLIS = 5000;

  /** The system's clock tells when a process began in steps, and some systems in coarse ones. */
  private static final long SAME_MILLIS = 2000;

  private final Path file;
  private final Arena arena;
  private final CountersReader counters;

  private WatchedRun(Path file, Arena arena, CountersReader counters) {
    this.file = file;
    this.arena = arena;
    this.counters = counters;
  }

  /**
   * Opens the counters in a folder.
   *
   * @return null if there are none
   * @throws IOException if they cannot be read, or are not those of a run of this Skiplane
   */
  @SuppressWarnings("MustBeClosedChecker") // The arena closes with what is returned.
  static @Nullable WatchedRun open(Path folder) throws IOException {
    Path file = CountersLayout.file(folder);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    Arena arena = Arena.ofConfined();
    WatchedRun run = null;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != CountersLayout.BYTES) {
        throw torn(file, "has " + channel.size() + " bytes and not " + CountersLayout.BYTES);
      }
      ByteBuffer bytes =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena).asByteBuffer();
      checkHead(file, CountersLayout.head(bytes));
      run =
          new WatchedRun(
              file,
              arena,
              new CountersReader(CountersLayout.metaData(bytes), CountersLayout.values(bytes)));
      run.checkCounters();
      run.state();
      return run;
    } catch (NoSuchFileException e) {
      return null; // The run has just ended.
    } finally {
      if (run == null) {
        arena.close();
      }
    }
  }

  private static void checkHead(Path file, UnsafeBuffer head) throws IOException {
    if (head.getLongVolatile(CountersLayout.MAGIC_AT) != CountersLayout.MAGIC) {
      throw torn(file, "does not begin as one");
    }
    int version = head.getInt(CountersLayout.VERSION_AT);
    if (version != CountersLayout.VERSION
        || head.getInt(CountersLayout.COUNTERS_AT) != CountersLayout.COUNTERS) {
      throw new IOException(
          file
              + " is of version "
              + version
              + " of the counters, and this Skiplane reads version "
              + CountersLayout.VERSION
              + "; watch the run by the Skiplane that runs it");
    }
  }

  private void checkCounters() throws IOException {
    for (Counter counter : Counter.values()) {
      for (int i = 0; i < (counter == Counter.HISTORY ? History.LENGTH : 1); i++) {
        int id = counter.id() + i;
        if (counters.getCounterState(id) != CountersReader.RECORD_ALLOCATED
            || counters.getCounterTypeId(id) != counter.type()) {
          throw torn(file, "lacks the counter of " + counter.label());
        }
      }
    }
  }

  private static IOException torn(Path file, String how) {
    return new IOException(
        file
            + " is not a file of a run's counters, or is torn (it "
            + how
            + "); a run that starts in this folder makes a new one");
  }

  /**
   * Where the run is now.
   *
   * @throws IOException if a number is none that a run writes
   */
  RunState state() throws IOException {
    return new RunState(
        label(Counter.COMMAND.id()),
        phase(),
        get(Counter.PROCESS),
        get(Counter.PROCESS_BEGAN),
        get(Counter.BEGAN),
        get(Counter.HEARD),
        of(RunEnding.values(), Counter.ENDING),
        get(Counter.STEPS),
        get(Counter.STEPS_IN_ALL),
        get(Counter.STUDENTS),
        get(Counter.STUDENTS_IN_ALL),
        number(Counter.FRACTION.id()),
        number(Counter.RATE.id()),
        number(Counter.SECONDS_LEFT.id()),
        get(Counter.MISMATCHES),
        of(Gauge.values(), Counter.GAUGE),
        history());
  }

  private String phase() throws IOException {
    long id = get(Counter.PHASE);
    if (id == -1) {
      return "";
    }
    if (id < 0
        || id >= CountersLayout.COUNTERS
        || counters.getCounterTypeId((int) id) != Counter.PHASE_TYPE) {
      throw torn(file, "names a phase that it does not have");
    }
    return label((int) id);
  }

  /** Without control characters, which a file that was altered could send to the terminal. */
  private String label(int id) throws IOException {
    int at = CountersReader.metaDataOffset(id) + CountersReader.LABEL_OFFSET;
    int length = counters.metaDataBuffer().getInt(at);
    if (length < 0 || length > CountersReader.MAX_LABEL_LENGTH) {
      throw torn(file, "has a label of " + length + " bytes");
    }
    return counters.getCounterLabel(id).replaceAll("\\p{Cntrl}", "");
  }

  private List<Double> history() throws IOException {
    long length = get(Counter.HISTORY_LENGTH);
    if (length < 0 || length > History.LENGTH) {
      throw torn(file, "has a history of " + length + " numbers");
    }
    List<Double> history = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      history.add(number(Counter.HISTORY.id() + i));
    }
    return history;
  }

  private <T> T of(T[] values, Counter counter) throws IOException {
    long code = get(counter);
    if (code < 0 || code >= values.length) {
      throw torn(file, "has " + code + " for " + counter.label());
    }
    return values[(int) code];
  }

  private long get(Counter counter) {
    return counters.getCounterValue(counter.id());
  }

  private double number(int id) {
    return Double.longBitsToDouble(counters.getCounterValue(id));
  }

  /** How long a run has said nothing. */
  static long silentMillis(RunState state) {
    return Math.max(0, System.currentTimeMillis() - state.heard());
  }

  /** Whether a run has said nothing for some time and its process is no more. */
  static boolean hasDied(RunState state) {
    return state.ending() == RunEnding.NOT_YET
        && silentMillis(state) > SILENT_MILLIS
        && !isAlive(state);
  }

  private static boolean isAlive(RunState state) {
    Optional<ProcessHandle> process =
        state.process() > 0 ? ProcessHandle.of(state.process()) : Optional.empty();
    if (process.isEmpty() || !process.get().isAlive()) {
      return false;
    }
    Optional<Instant> began = process.get().info().startInstant();
    return began.isEmpty()
        || state.processBegan() == 0
        || Math.abs(began.get().toEpochMilli() - state.processBegan()) <= SAME_MILLIS;
  }

  @Override
  public void close() {
    arena.close();
  }
}
