package io.skiplane.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.cli.CommandLineRun;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.status.CountersReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of this process, watched by their counters. */
class WatchCommandTest {
  @TempDir private Path folder = Path.of("");

  private MonitorRig running(Gauge gauge, long students) {
    MonitorRig rig = new MonitorRig(MonitorRig.facts(folder, gauge, students), true);
    rig.monitor().phase("steps");
    rig.monitor().progress(0, 0, 0, () -> 1);
    rig.later(2).monitor().progress(100, students / 2, 0.25, () -> 0.5);
    return rig;
  }

  private CommandLineRun once() {
    return CommandLineRun.of("watch", "--once", folder.toString());
  }

  @Test
  void showsWhereARunIs() {
    try (MonitorRig rig = running(Gauge.PHI, 1)) {
      CommandLineRun run = once();
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.err()).isEmpty();
      List<String> lines = run.out().lines().toList();
      assertThat(lines.getFirst())
          .startsWith("train in ")
          .hasSizeLessThanOrEqualTo(StatusLine.WIDTH);
      assertThat(lines.subList(1, lines.size()))
          .containsExactly(
              "  phase     steps",
              "  done      25 %   6 s left",
              "  steps     100 of 1,000",
              "  rate      50.0 steps/s",
              "  φ         0.500      ████████████████████▁");
    }
  }

  @Test
  void showsStudentsAndMismatchesWhereThereAreAny() {
    try (MonitorRig rig = running(Gauge.SUCCESS, 5000)) {
      rig.monitor().mismatches(3);
      rig.later(1).monitor().progress(900, 4000, 0.9, () -> 0.75);
      rig.monitor().phase("claims");
      assertThat(once().out())
          .contains("  phase     claims")
          .contains("  students  4,000 of 5,000")
          .contains("  check     3 mismatches")
          .contains("  success   75.0 %     ");
    }
  }

  @Test
  void phasesBeyondAllCountersGoByWithoutAName() {
    try (MonitorRig rig = running(Gauge.PHI, 1)) {
      for (int i = 0; i < 2 * CountersLayout.COUNTERS; i++) {
        rig.monitor().phase("phase " + i);
      }
      assertThat(once().out()).contains("  phase     –");
      rig.monitor().phase("steps");
      assertThat(once().out()).contains("  phase     steps");
    }
  }

  /** A watcher has the file mapped, and the run takes it away as it ends. */
  @Test
  void theEndIsHeardOfAlthoughTheFileIsGone() throws Exception {
    for (RunEnding ending : List.of(RunEnding.FINISHED, RunEnding.STOPPED, RunEnding.FAILED)) {
      try (MonitorRig rig = running(Gauge.PHI, 1);
          WatchedRun watched = Objects.requireNonNull(WatchedRun.open(folder))) {
        assertThat(watched.state().ending()).isEqualTo(RunEnding.NOT_YET);
        rig.monitor().end(ending);
        assertThat(folder).isEmptyDirectory();
        assertThat(watched.state().ending()).isEqualTo(ending);
      }
    }
  }

  @Test
  void saysSoWhereThereIsNone() throws Exception {
    assertRefused(once(), 1, "no run is at work in " + folder + " that has lasted for a second");
    Files.createFile(folder.resolve("checkpoint"));
    assertRefused(
        once(), 1, "one was stopped there, and --resume " + folder + " of its command goes on");
    assertRefused(
        CommandLineRun.of("watch", folder.resolve("nowhere").toString()),
        2,
        "DIR is " + folder.resolve("nowhere") + "; it must be the folder of a run");
    assertRefused(
        CommandLineRun.of("watch", ""), 2, "DIR is empty; it must be the folder of a run");
    assertRefused(CommandLineRun.of("watch"), 2, "DIR");
  }

  @Test
  void refusesAForeignOrTornFile() throws Exception {
    Path file = CountersLayout.file(folder);
    byte[] good;
    try (MonitorRig rig = running(Gauge.PHI, 1)) {
      good = Files.readAllBytes(file);
    }
    Files.write(file, good);
    assertThat(once().err()).isEmpty();

    Files.writeString(file, "mine");
    assertTorn("it has 4 bytes and not " + CountersLayout.BYTES);
    Files.write(file, good);
    Files.write(file, new byte[1], StandardOpenOption.APPEND);
    assertTorn("it has " + (CountersLayout.BYTES + 1) + " bytes and not");
    write(file, good, CountersLayout.MAGIC_AT, 0);
    assertTorn("it does not begin as one");
    write(file, good, CountersLayout.VERSION_AT, 2);
    assertRefused(once(), 1, file + " is of version 2 of the counters");
    int metaData = CountersLayout.HEAD_BYTES;
    int values = metaData + CountersLayout.META_DATA_BYTES;
    write(file, good, metaData + CountersReader.metaDataOffset(Counter.STEPS.id()), 0);
    assertTorn("it lacks the counter of steps done");
    write(file, good, metaData + CountersReader.metaDataOffset(Counter.STEPS.id()) + 4, 7);
    assertTorn("it lacks the counter of steps done");
    for (Counter counter :
        List.of(Counter.PHASE, Counter.ENDING, Counter.GAUGE, Counter.HISTORY_LENGTH)) {
      write(file, good, values + CountersReader.counterOffset(counter.id()), 1_000_000);
      assertTorn("it ");
    }
    int label = metaData + CountersReader.metaDataOffset(0) + CountersReader.LABEL_OFFSET;
    write(file, good, label, Integer.MAX_VALUE);
    assertTorn("it has a label of " + Integer.MAX_VALUE + " bytes");
  }

  private static void write(Path file, byte[] good, int at, int value) throws Exception {
    byte[] bytes = good.clone();
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putInt(at, value);
    Files.write(file, bytes);
  }

  private void assertTorn(String how) {
    assertRefused(
        once(),
        1,
        CountersLayout.file(folder) + " is not a file of a run's counters, or is torn (" + how);
  }

  private static void assertRefused(CommandLineRun run, int code, String sentence) {
    assertThat(run.err()).startsWith("skiplane: ").contains(sentence);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(code);
  }
}
