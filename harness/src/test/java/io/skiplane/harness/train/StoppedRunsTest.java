package io.skiplane.harness.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.cli.CommandLineRun;
import io.skiplane.harness.cli.SkiplaneProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is asked to stop, one whose disk is full, and what must not be gone on with. */
class StoppedRunsTest {
  private static final List<String> FILES =
      List.of("a.npy", "v.npy", "trajectory.csv", "train.json");

  @TempDir private Path folder = Path.of("");
  private Path out = folder;

  @BeforeEach
  void name() {
    out = folder.resolve("out of the way");
  }

  private static CommandLineRun train(String... args) {
    return CommandLineRun.of(
        Stream.concat(Stream.of("train"), Arrays.stream(args)).toArray(String[]::new));
  }

  /** A run of some seconds, that is stopped as soon as it is at work. */
  private SkiplaneProcess stopped(String... more) throws Exception {
    List<String> args =
        new ArrayList<>(List.of("train", "--steps", "40000000", "--out", out.toString()));
    args.addAll(List.of(more));
    SkiplaneProcess process = SkiplaneProcess.start(folder, args);
    process.waitFor(out.resolve("trajectory.part"));
    process.stop();
    assertThat(process.code()).isEqualTo(143);
    return process;
  }

  @Test
  void aStoppedRunTellsHowToGoOn() throws Exception {
    SkiplaneProcess process = stopped();
    assertThat(process.errors())
        .containsPattern("Stopped after \\d+ of 40000000 steps\\.")
        .contains("This goes on: skiplane train --resume '" + out + "'");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("checkpoint", "trajectory.part");
    }
    CommandLineRun anew = train("--out", out.toString());
    assertThat(anew.code()).isEqualTo(2);
    assertThat(anew.err()).contains("holds a run that was stopped: go on with it by --resume");

    CommandLineRun otherwise = train("--resume", out.toString(), "--steps", "7");
    assertThat(otherwise.code()).isEqualTo(2);
    assertThat(otherwise.err()).contains("--steps cannot stand beside --resume");

    CommandLineRun on = train("--resume", out.toString());
    assertThat(on.code()).as(on.err()).isZero();
    Path whole = folder.resolve("whole");
    assertThat(train("--steps", "40000000", "--out", whole.toString()).code()).isZero();
    for (String file : FILES.subList(0, 3)) {
      assertThat(out.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
    CommandLineRun again = train("--resume", out.toString());
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("which holds no checkpoint: the run there has ended");
  }

  @Test
  void aSecondRunInTheFolderIsRefused() throws Exception {
    SkiplaneProcess process =
        SkiplaneProcess.start(
            folder, List.of("train", "--steps", "9000000000", "--out", out.toString()));
    process.waitFor(out.resolve("trajectory.part"));
    for (String option : List.of("--out", "--resume")) {
      CommandLineRun second = train(option, out.toString());
      assertThat(second.code()).isEqualTo(2);
      assertThat(second.err())
          .contains(option + " is " + out + ", where another run of Skiplane is at work")
          .contains("(process " + process.pid() + ")");
    }
    process.stop();
    assertThat(process.code()).isEqualTo(143);
  }

  /** A limit on the size of files stands for a disk that is full. */
  @Test
  void aFullDiskIsAMessageAndNoLostRun() throws Exception {
    List<String> args =
        List.of(
            "train",
            "--steps",
            "3000",
            "--every",
            "1",
            "--checkpoint",
            "1e-6",
            "--out",
            out.toString());
    SkiplaneProcess full = SkiplaneProcess.startOnFullDisk(folder, args);
    assertThat(full.code()).as(full.errors()).isEqualTo(1);
    assertThat(full.errors().lines().filter(line -> line.startsWith("skiplane:")))
        .singleElement()
        .asString()
        .contains("the results could not be written to " + out)
        .contains("This goes on: skiplane train --resume");
    assertThat(full.errors()).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(train("--resume", out.toString()).code()).isZero();
    Path whole = folder.resolve("whole");
    assertThat(train("--steps", "3000", "--every", "1", "--out", whole.toString()).code()).isZero();
    for (String file : FILES.subList(0, 3)) {
      assertThat(out.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
  }

  @Test
  void whatWasAlteredIsNamed() throws Exception {
    Path vector = folder.resolve("a.npy");
    assertThat(train("--steps", "1", "--out", folder.resolve("first").toString()).code()).isZero();
    Files.copy(folder.resolve("first").resolve("a.npy"), vector);
    SkiplaneProcess process = stopped("--start-a", vector.toString());
    assertThat(process.errors()).contains("Stopped after");

    byte[] points = Files.readAllBytes(out.resolve("trajectory.part"));
    byte[] altered = points.clone();
    altered[3] ^= 1;
    Files.write(out.resolve("trajectory.part"), altered);
    assertNamed(out.resolve("trajectory.part") + " was altered since the checkpoint");
    Files.write(out.resolve("trajectory.part"), points);

    Files.write(vector, new byte[1], StandardOpenOption.APPEND);
    assertNamed(vector + " was changed since the checkpoint");
    Files.delete(vector);
    assertNamed(vector + " is missing, which the run reads");

    Files.write(out.resolve("checkpoint"), new byte[1], StandardOpenOption.APPEND);
    assertNamed(out.resolve("checkpoint") + " is torn or was altered");
  }

  private void assertNamed(String sentence) {
    CommandLineRun run = train("--resume", out.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("skiplane: " + sentence);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void refusesWhatCannotBeGoneOnWith() {
    CommandLineRun missing = train("--resume", folder.resolve("nowhere").toString());
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("it must name the folder of a run that was stopped");
    assertThat(train("--checkpoint", "-1").err())
        .contains("--checkpoint is -1; it must be a number of seconds from 0 to 86400");
  }
}
