package io.skiplane.harness.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.skiplane.harness.cli.CommandLineRun;
import io.skiplane.harness.cli.SkiplaneProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that is asked to stop, one whose disk is full, and what must not be gone on with. */
class StoppedStudiesTest {
  /** Endless for a test: no student of these ends in this life. */
  private static final List<String> ENDLESS =
      List.of("--steps-limit=1000000000000", "--tolerance=1e-300", "--angle=0.4pi");

  @TempDir private Path folder = Path.of("");
  private Path out = folder;

  @BeforeEach
  void name() {
    out = folder.resolve("out of the way");
  }

  private static CommandLineRun sweep(String... args) {
    return CommandLineRun.of(
        Stream.concat(Stream.of("sweep"), Stream.of(args)).toArray(String[]::new));
  }

  private List<String> args(String... more) {
    List<String> args = new ArrayList<>(List.of("sweep", "--out", out.toString()));
    args.addAll(List.of(more));
    return args;
  }

  @Test
  void aStoppedSweepTellsHowToGoOn() throws Exception {
    // The second cell never ends, so that the process is surely at work when it is stopped.
    List<String> args =
        args("--k=4", "--steps-limit=100,1000000000000", "--tolerance=1e-300", "--checkpoint=0.01");
    SkiplaneProcess process = SkiplaneProcess.start(folder, args);
    process.waitFor(out.resolve("checkpoint"));
    process.stop();
    assertThat(process.code()).isEqualTo(143);
    assertThat(process.errors())
        .containsPattern("Stopped after [\\d,]+ of 2,000 students\\.")
        .contains("This goes on: skiplane sweep --resume '" + out + "'");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("checkpoint", "results.part");
    }
    CommandLineRun anew = sweep("--out", out.toString());
    assertThat(anew.code()).isEqualTo(2);
    assertThat(anew.err()).contains("holds a run that was stopped: go on with it by --resume");

    CommandLineRun foreign = CommandLineRun.of("reproduce", "--resume", out.toString());
    assertThat(foreign.code()).isEqualTo(2);
    assertThat(foreign.err())
        .contains("holds a run of another command; go on with it by the command that began it");
    CommandLineRun train = CommandLineRun.of("train", "--resume", out.toString());
    assertThat(train.code()).isNotZero();

    Files.write(out.resolve("checkpoint"), new byte[1], StandardOpenOption.APPEND);
    CommandLineRun altered = sweep("--resume", out.toString());
    assertThat(altered.code()).isEqualTo(1);
    assertThat(altered.err())
        .contains(out.resolve("checkpoint") + " is torn or was altered")
        .hasLineCount(1);
  }

  @Test
  void aSecondRunInTheFolderIsRefused() throws Exception {
    SkiplaneProcess process = SkiplaneProcess.start(folder, args(ENDLESS.toArray(String[]::new)));
    process.waitFor(out.resolve("results.part"));
    for (String option : List.of("--out", "--resume")) {
      CommandLineRun second = sweep(option, out.toString());
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
    String[] grid = {
      "--k=4,5", "--students=3000", "--rows=student", "--start=cnn", "--checkpoint=1e-6"
    };
    SkiplaneProcess full = SkiplaneProcess.startOnFullDisk(folder, args(grid));
    assertThat(full.code()).as(full.errors()).isEqualTo(1);
    assertThat(full.errors().lines().filter(line -> line.startsWith("skiplane:")))
        .singleElement()
        .asString()
        .contains("the results could not be written to " + out);
    assertThat(full.errors()).doesNotContain("Exception").doesNotContain("\tat ");
    Path whole = folder.resolve("whole");
    assertThat(sweep(with(grid, "--out", whole.toString())).code()).isZero();
    String[] again =
        Files.exists(out.resolve("checkpoint"))
            ? new String[] {"--resume", out.toString()}
            : with(grid, "--out", out.toString());
    CommandLineRun on = sweep(again);
    assertThat(on.code()).as(on.err()).isZero();
    for (String file : List.of("results.csv", "results.parquet")) {
      assertThat(out.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  /** Rows that were written before a checkpoint are part of it. */
  @Test
  void alteredRowsAreNamed() throws Exception {
    SkiplaneProcess process =
        SkiplaneProcess.start(
            folder,
            args(
                "--k=4",
                "--steps-limit=100,1000000000000",
                "--tolerance=1e-300",
                "--rows=student",
                "--checkpoint=0.01"));
    process.waitFor(out.resolve("checkpoint"));
    process.stop();
    assertThat(process.code()).isEqualTo(143);
    Path part = out.resolve("results.part");
    byte[] rows = Files.readAllBytes(part);
    rows[3] ^= 1;
    Files.write(part, rows);
    CommandLineRun altered = sweep("--resume", out.toString());
    assertThat(altered.code()).isEqualTo(1);
    assertThat(altered.err()).contains(part + " was altered since the checkpoint").hasLineCount(1);
    Files.delete(part);
    assertThat(sweep("--resume", out.toString()).err()).contains(part + " is missing");
  }
}
