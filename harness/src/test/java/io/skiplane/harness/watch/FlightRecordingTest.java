package io.skiplane.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.cli.CommandLineRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Java Flight Recorder hears, read back from the file. */
class FlightRecordingTest {
  @TempDir private Path folder = Path.of("");

  private static List<RecordedEvent> events(Path file, String name) throws Exception {
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals("io.skiplane." + name))
        .toList();
  }

  @Test
  void aTrainingRun() throws Exception {
    Path file = folder.resolve("run.jfr");
    Path out = folder.resolve("out");
    CommandLineRun run =
        CommandLineRun.of(
            "train", "--steps", "5000", "--out", out.toString(), "--jfr", file.toString());
    assertThat(run.code()).as(run.err()).isZero();

    List<RecordedEvent> runs = events(file, "Run");
    assertThat(runs).hasSize(1);
    RecordedEvent event = runs.getFirst();
    assertThat(event.getString("command")).isEqualTo("train");
    assertThat(event.getString("folder")).isEqualTo(out.toString());
    assertThat(event.getString("kernel")).isIn("vector", "scalar");
    assertThat(event.getLong("steps")).isEqualTo(5000);
    assertThat(event.getLong("students")).isEqualTo(1);
    assertThat(event.getString("ending")).isEqualTo("finished");
    assertThat(event.getEventType().getLabel()).isEqualTo("Run");
    assertThat(event.getEventType().getCategoryNames()).containsExactly("Skiplane");
    assertThat(event.getEventType().getDescription()).isNotEmpty();

    List<RecordedEvent> phases = events(file, "Phase");
    assertThat(phases.stream().map(phase -> phase.getString("phase")))
        .containsExactly("steps", "results");
    assertThat(phases.getFirst().getLong("steps")).isEqualTo(5000);
    for (RecordedEvent phase : phases) {
      assertThat(phase.getStartTime()).isAfterOrEqualTo(event.getStartTime());
      assertThat(phase.getEndTime()).isBeforeOrEqualTo(event.getEndTime());
    }
    List<RecordedEvent> rates = events(file, "Throughput");
    assertThat(rates.stream().mapToLong(rate -> rate.getLong("steps")).sum()).isEqualTo(5000);
    RecordedEvent last = rates.getLast();
    assertThat(last.getString("gauge")).isEqualTo("phi");
    assertThat(last.getDouble("done")).isEqualTo(1);
    assertThat(last.getLong("mismatches")).isEqualTo(-1);
    assertThat(last.getEventType().getField("stepRate").getContentType())
        .isEqualTo("jdk.jfr.Frequency");
    assertThat(last.getEventType().getFields())
        .filteredOn(field -> !field.getName().matches("startTime|duration|eventThread"))
        .allMatch(field -> field.getLabel() != null);
  }

  @Test
  void aStudyOfManyStudents() throws Exception {
    Path file = folder.resolve("run.jfr");
    CommandLineRun run =
        CommandLineRun.of(
            "reproduce",
            "--ks",
            "16",
            "--students",
            "40",
            "--out",
            folder.resolve("out").toString(),
            "--jfr",
            file.toString());
    assertThat(run.code()).as(run.err()).isZero();
    RecordedEvent event = events(file, "Run").getFirst();
    assertThat(event.getString("command")).isEqualTo("reproduce");
    assertThat(event.getLong("students")).isEqualTo(160);
    assertThat(event.getLong("steps")).isGreaterThan(160);
    assertThat(events(file, "Phase").stream().map(phase -> phase.getString("phase")))
        .containsExactly("students", "claims");
    assertThat(events(file, "Throughput").getLast().getString("gauge")).isEqualTo("success");
  }

  @Test
  void refusesWhatCannotBeWritten() throws Exception {
    assertRefused("", "--jfr is empty; it must name a file");
    assertRefused(folder.toString(), "--jfr is " + folder + ", a folder; it must name a file");
    Path missing = folder.resolve("missing").resolve("run.jfr");
    assertRefused(missing.toString(), "there is no folder " + missing.getParent());
    assertRefused("/proc/run.jfr", "--jfr is /proc/run.jfr, which cannot be written to");
    assertThat(Files.exists(folder.resolve("out"))).isFalse();
  }

  private void assertRefused(String file, String sentence) {
    CommandLineRun run =
        CommandLineRun.of("train", "--out", folder.resolve("out").toString(), "--jfr", file);
    assertThat(run.err()).startsWith("skiplane: ").contains(sentence);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.code()).isEqualTo(2);
  }
}
